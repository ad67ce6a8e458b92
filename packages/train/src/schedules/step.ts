import { wholePower } from '../wholePower.js';
import { requireFactor, requireRate, requireSteps } from './require.js';
import type { Schedule } from './schedule.js';
import { requireKnown } from '../require.js';

export interface StepOptions {
  /** The first rate. */
  learningRate: number;
  /** Steps between two changes. */
  every: number;
  /** What the rate is multiplied by. Default 0.1. */
  gamma?: number;
}

/** η·γ^⌊(step − 1)/every⌋, as `torch.optim.lr_scheduler.StepLR`. @throws ValueError for options out of range */
export function step(options: StepOptions): Schedule {
  requireKnown('step', options, { learningRate: true, every: true, gamma: true });
  const { learningRate, every, gamma = 0.1 } = options;
  requireRate('step', { learningRate });
  requireSteps('step', { every });
  requireFactor('step', { gamma });
  return {
    name: 'step',
    options: { learningRate, every, gamma },
    rate: (at) => learningRate * wholePower(gamma, Math.floor((at - 1) / every)),
  };
}
