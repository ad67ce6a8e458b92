import { describe, ValueError } from '@rekur/tensor';
import { constant } from './constant.js';
import { cosine } from './cosine.js';
import { exponential } from './exponential.js';
import { multiStep } from './multiStep.js';
import { onPlateau } from './onPlateau.js';
import { requireRate } from './require.js';
import type { LearningRate, Schedule, ScheduleDescription } from './schedule.js';
import { step } from './step.js';

/** Every schedule by its name. `adam({ learningRate: schedules.cosine({ learningRate: 1e-3, totalSteps: 1000 }) })` */
export const schedules = { constant, cosine, exponential, multiStep, onPlateau, step } as const;

/** A learning rate of any kind as a schedule. @throws ValueError for what is none, or a description of a schedule that there is not */
export function scheduleOf(rate: LearningRate): Schedule {
  if (typeof rate === 'number') return constant({ learningRate: rate });
  if (typeof rate === 'function') return { name: 'function', options: {}, rate: (step) => requireRateOfStep(step, rate(step)) };
  const given = Object(rate) as Schedule | ScheduleDescription;
  if (isDescription(given)) return scheduleFrom(given);
  if (typeof given.rate === 'function') return given;
  throw new ValueError(
    describe('learningRate', 'not a learning rate', `of type ${rate === null ? 'null' : typeof rate}`, 'a number, a schedule or a function of the step is expected'),
  );
}

function requireRateOfStep(step: number, rate: number): number {
  requireRate('learningRate', { [`the rate of step ${step}`]: rate });
  return rate;
}

/** What {@link scheduleOf} reads back: the schedule as JSON. */
export function describeSchedule({ name, options }: Schedule): ScheduleDescription {
  return { schedule: name, ...options };
}

function isDescription(rate: Schedule | ScheduleDescription): rate is ScheduleDescription {
  return 'schedule' in rate;
}

function scheduleFrom({ schedule, ...options }: ScheduleDescription): Schedule {
  const known: Readonly<Record<string, (options: never) => Schedule>> = schedules;
  if (Object.hasOwn(known, schedule)) return known[schedule](options as never);
  throw new ValueError(
    describe('learningRate', 'unknown schedule', `'${schedule}'`, `one of ${Object.keys(schedules).join(', ')} is expected`),
  );
}
