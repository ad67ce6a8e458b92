import type { Schedule } from '../schedules/schedule.js';
import { schedules } from '../schedules/index.js';

/** One of each kind; a schedule without one does not build. */
export const everySchedule: { readonly [Name in keyof typeof schedules]: Schedule } = {
  constant: schedules.constant({ learningRate: 1 }),
  cosine: schedules.cosine({ learningRate: 1, totalSteps: 4 }),
  exponential: schedules.exponential({ learningRate: 1, gamma: 0.5 }),
  multiStep: schedules.multiStep({ learningRate: 1, milestones: [2], gamma: 0.5 }),
  onPlateau: schedules.onPlateau({ learningRate: 1 }),
  step: schedules.step({ learningRate: 1, every: 1, gamma: 0.5 }),
};
