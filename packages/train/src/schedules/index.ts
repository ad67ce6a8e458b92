import { constant } from './constant.js';
import { cosine } from './cosine.js';
import { exponential } from './exponential.js';
import { multiStep } from './multiStep.js';
import { onPlateau } from './onPlateau.js';
import type { LearningRate, Schedule } from './schedule.js';
import { step } from './step.js';

/** Every schedule by its name. `adam({ learningRate: schedules.cosine({ learningRate: 1e-3, totalSteps: 1000 }) })` */
export const schedules = { constant, cosine, exponential, multiStep, onPlateau, step } as const;

/** A learning rate of any kind as a schedule. */
export function scheduleOf(rate: LearningRate): Schedule {
  if (typeof rate === 'number') return constant({ learningRate: rate });
  return typeof rate === 'function' ? { name: 'function', options: {}, rate } : rate;
}
