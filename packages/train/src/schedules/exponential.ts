import { wholePower } from '../wholePower.js';
import { requireFactor, requireRate } from './require.js';
import type { Schedule } from './schedule.js';
import { requireKnown } from '../require.js';

export interface ExponentialOptions {
  /** The first rate. */
  learningRate: number;
  /** What the rate is multiplied by after every step. */
  gamma: number;
}

/** η·γ^(step − 1), as `torch.optim.lr_scheduler.ExponentialLR`. @throws ValueError for options out of range */
export function exponential(options: ExponentialOptions): Schedule {
  requireKnown('exponential', options, { learningRate: true, gamma: true });
  const { learningRate, gamma } = options;
  requireRate('exponential', { learningRate });
  requireFactor('exponential', { gamma });
  return { name: 'exponential', options: { learningRate, gamma }, rate: (at) => learningRate * wholePower(gamma, at - 1) };
}
