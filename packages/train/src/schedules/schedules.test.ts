import { describe, expect, test } from 'vitest';
import { adam, type AdamOptions } from '../optimizers/adam.js';
import { cosineOfHalfTurns } from './cosine.js';
import { everySchedule } from '../testing/everySchedule.js';
import { schedules } from './index.js';
import type { Schedule } from './schedule.js';

const ratesOf = (schedule: Schedule, steps: number): number[] => Array.from({ length: steps }, (_, index) => schedule.rate(index + 1));
const expectRates = (actual: number[], expected: number[]): void => actual.forEach((rate, index) => expect(rate).toBeCloseTo(expected[index], 14));

describe('schedules give the rate of each step, counted from 1:', () => {
  test('constant', () => expect(ratesOf(schedules.constant({ learningRate: 0.5 }), 3)).toEqual([0.5, 0.5, 0.5]));

  test('step', () => expectRates(ratesOf(schedules.step({ learningRate: 1, every: 2 }), 5), [1, 1, 0.1, 0.1, 0.01]));

  test('multiStep', () => {
    expectRates(ratesOf(schedules.multiStep({ learningRate: 8, milestones: [2, 3], gamma: 0.5 }), 5), [8, 8, 4, 2, 2]);
  });

  test('exponential', () => expectRates(ratesOf(schedules.exponential({ learningRate: 1, gamma: 0.9 }), 3), [1, 0.9, 0.81]));

  test('cosine: as torch.optim.lr_scheduler.CosineAnnealingLR’s formula, then the lowest', () => {
    const expected = [0, 1, 2, 3, 4, 4].map((done) => 0.2 + 0.4 * (1 + Math.cos((Math.PI * done) / 4)));
    expectRates(ratesOf(schedules.cosine({ learningRate: 1, totalSteps: 4, lowest: 0.2 }), 6), expected);
  });

  test('cosine after a warm-up', () => {
    expectRates(ratesOf(schedules.cosine({ learningRate: 1, totalSteps: 6, warmupSteps: 2 }), 7), [0.5, 1, 1, 0.5 + Math.SQRT1_2 / 2, 0.5, 0.5 - Math.SQRT1_2 / 2, 0]);
  });
});

test('cosineOfHalfTurns is the cosine, by multiplications and divisions alone', () => {
  for (let part = 0; part <= 64; part++) expect(Math.abs(cosineOfHalfTurns(part / 64) - Math.cos((Math.PI * part) / 64))).toBeLessThan(5e-16);
});

describe('onPlateau', () => {
  /** The rate after each of these validation losses. */
  const follow = (schedule: Schedule, losses: number[]): number[] => {
    let memory = schedule.validation?.first ?? {};
    return losses.map((loss) => {
      // What a checkpoint keeps is JSON.
      memory = JSON.parse(JSON.stringify(schedule.validation?.observe(memory, loss))) as typeof memory;
      return schedule.rate(1, memory);
    });
  };

  test('begins at the first rate', () => expect(schedules.onPlateau({ learningRate: 1 }).rate(1)).toBe(1));

  test('lowers the rate after more than `patience` validations without a lower loss', () => {
    const schedule = schedules.onPlateau({ learningRate: 1, factor: 0.5, patience: 1 });
    expect(follow(schedule, [5, 4, 4, 4, 3, 3, 3])).toEqual([1, 1, 1, 0.5, 0.5, 0.5, 0.25]);
  });

  test('a loss must be lower by the threshold', () => {
    const schedule = schedules.onPlateau({ learningRate: 1, factor: 0.5, patience: 0, threshold: 0.1 });
    expect(follow(schedule, [10, 9.5, 8.9])).toEqual([1, 0.5, 0.5]);
  });

  test('waits after a change, and stops at the lowest rate', () => {
    const schedule = schedules.onPlateau({ learningRate: 1, factor: 0.5, patience: 0, cooldown: 2, lowest: 0.4 });
    expect(follow(schedule, [1, 1, 1, 1, 1, 1, 1])).toEqual([1, 0.5, 0.5, 0.5, 0.4, 0.4, 0.4]);
  });
});

test('onPlateau counts losses that are not finite as no lower, as PyTorch does, and its memory outlives JSON', () => {
  const schedule = schedules.onPlateau({ learningRate: 1, factor: 0.5, patience: 1 });
  let memory = schedule.validation?.first;
  const rates = [Infinity, NaN, 3, 2, Infinity, NaN, 1].map((loss) => {
    memory = JSON.parse(JSON.stringify(memory && schedule.validation?.observe(memory, loss))) as typeof memory;
    return schedule.rate(1, memory);
  });
  expect(rates).toEqual([1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25]);
});

test('an optimiser takes its rate from a schedule, and describes it', () => {
  const optimizer = adam({ learningRate: schedules.step({ learningRate: 1, every: 1, gamma: 0.5 }) });
  expect([1, 2, 3].map((step) => optimizer.learningRate(step))).toEqual([1, 0.5, 0.25]);
  expect(optimizer.options['learningRate']).toEqual({ schedule: 'step', learningRate: 1, every: 1, gamma: 0.5 });
});

test('an optimiser is made again from its options, which are JSON, schedule and all', () => {
  for (const learningRate of Object.values(everySchedule)) {
    const optimizer = adam({ learningRate, amsgrad: true });
    const again = adam(JSON.parse(JSON.stringify(optimizer.options)) as AdamOptions);
    expect(again.options).toEqual(optimizer.options);
    for (let step = 1; step < 6; step++) expect(again.scalars(step)).toEqual(optimizer.scalars(step));
  }
  expect(() => adam({ learningRate: { schedule: 'magic' } })).toThrow(
    "learningRate: unknown schedule: 'magic'; one of constant, cosine, exponential, multiStep, onPlateau, step is expected",
  );
});

test('options out of range are refused', () => {
  expect(() => schedules.constant({ learningRate: NaN })).toThrow('constant: learningRate out of range: learningRate is NaN; a finite number, 0 or more, is expected');
  expect(() => schedules.step({ learningRate: 1, every: 0 })).toThrow('step: every out of range: every is 0; a whole number above 0 is expected');
  expect(() => schedules.multiStep({ learningRate: 1, milestones: [3, 0.5] })).toThrow('multiStep: milestones[1] out of range: milestones[1] is 0.5; a whole number above 0 is expected');
  expect(() => schedules.exponential({ learningRate: 1, gamma: 0 })).toThrow('exponential: gamma out of range: gamma is 0; a finite number above 0 is expected');
  expect(() => schedules.cosine({ learningRate: 1, totalSteps: 5, warmupSteps: 5 })).toThrow('cosine: warmupSteps out of range: warmupSteps is 5; a whole number from 0 to below totalSteps, 5, is expected');
  expect(() => schedules.cosine({ learningRate: 1, totalSteps: 5, lowest: 2 })).toThrow('cosine: lowest out of range: lowest is 2; a number from 0 to learningRate, 1, is expected');
  expect(() => schedules.onPlateau({ learningRate: 1, patience: -1 })).toThrow('onPlateau: patience out of range: patience is -1; a whole number, 0 or more, is expected');
  expect(() => schedules.onPlateau({ learningRate: 1, factor: 1 })).toThrow('onPlateau: factor out of range: factor is 1; a number above 0 and below 1 is expected');
  expect(() => adam({ learningRate: null as never })).toThrow('learningRate: not a learning rate: of type null; a number, a schedule or a function of the step is expected');
});
