import { wholePower } from '../wholePower.js';
import { requireFactor, requireRate, requireSteps } from './require.js';
import type { Schedule } from './schedule.js';
import { requireKnown } from '../require.js';

export interface MultiStepOptions {
  /** The first rate. */
  learningRate: number;
  /** After how many steps each change comes. */
  milestones: readonly number[];
  /** What the rate is multiplied by. Default 0.1. */
  gamma?: number;
}

/** η·γ^(how many milestones are done), as `torch.optim.lr_scheduler.MultiStepLR`. @throws ValueError for options out of range */
export function multiStep(options: MultiStepOptions): Schedule {
  requireKnown('multiStep', options, { learningRate: true, milestones: true, gamma: true });
  const { learningRate, milestones, gamma = 0.1 } = options;
  requireRate('multiStep', { learningRate });
  requireFactor('multiStep', { gamma });
  milestones.forEach((milestone, index) => requireSteps('multiStep', { [`milestones[${index}]`]: milestone }));
  return {
    name: 'multiStep',
    options: { learningRate, milestones: [...milestones], gamma },
    rate: (at) => learningRate * wholePower(gamma, milestones.filter((milestone) => milestone < at).length),
  };
}
