import { describe, expect, test } from 'vitest';
import { airPassengers } from '@rekur/datasets';
import { TaskError } from '../error.js';
import { generatedSeries, noise } from './fixtures/series.js';
import { planForecast } from './plan.js';
import { planLines } from './planLines.js';
import type { ForecastSeries } from './series.js';
import type { ForecastSettingsOptions } from './settings.js';

const series = (values: ArrayLike<number>, more: Partial<ForecastSeries> = {}): ForecastSeries => ({ name: 'sales', values: Float64Array.from(values), ...more });

describe('planForecast', () => {
  test('says in sentences what it inferred from AirPassengers', async () => {
    const air = await airPassengers();
    const plan = planForecast(air);
    expect([plan.training, plan.folds]).toEqual([96, [{ start: 60, end: 72 }, { start: 72, end: 84 }, { start: 84, end: 96 }]]);
    expect(planLines(air, plan)).toEqual([
      'air-passengers: 144 values of passengers, 1949-01 to 1960-12',
      'season: 12 steps, as given',
      'held out: the last 48, from 1957-01; no choice depends on them',
      'choices: by one-step errors on 1954-01 to 1956-12, in 3 blocks, fitted to what came before each',
      'scale: logarithms',
      'linear path: 58 of 154 autoregressions, averaged; most weight on seasonal and ordinary differences at lag 1 (4 %)',
      'LSTM: 8 units, 12 steps of seasonal and ordinary differences; 3 networks, at most 128 updates each, with a weight chosen by the same errors',
    ]);
  });

  test('depends on no held-out value', async () => {
    const air = await airPassengers();
    const changed = air.values.map((value, index) => (index < 96 ? value : 1000 - value));
    expect(planForecast({ ...air, values: changed })).toEqual(planForecast(air));
    const unnamed = { ...air, period: undefined };
    expect(planForecast({ ...unnamed, values: changed, name: 'x' })).toEqual(planForecast({ ...unnamed, name: 'x' }));
    expect(planForecast({ ...unnamed, name: 'x' })).toMatchObject({ period: 12, origin: 'found' });
  });

  test('holds out a third, at most four seasons or 48 values', () => {
    const heldOut = (length: number, period: number): number => planForecast(series(noise(1, length), { period })).settings.holdout;
    expect([heldOut(60, 1), heldOut(300, 1), heldOut(60, 7), heldOut(300, 7)]).toEqual([20, 48, 20, 28]);
  });

  test('finds folds and candidates in every kind of series', () => {
    for (const each of generatedSeries(1)) {
      const { folds, training, linear } = planForecast(each);
      expect(folds.length).toBe(3);
      expect(folds[2].end).toBe(training);
      expect(linear.shares.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 10);
    }
  });

  const refusals: [string, ForecastSeries, ForecastSettingsOptions, string][] = [
    ['a series of one row', series([5]), {}, 'trainForecast: series is too short: sales has 1 value; at least 12 are expected; take a longer series'],
    ['a series of eleven', series(noise(1, 11)), {}, 'trainForecast: series is too short: sales has 11 values; at least 12 are expected; take a longer series'],
    [
      'a value that is not finite, by position and time',
      series([1, 2, NaN, 4, 5, 6, 7, 8, 9, 10, 11, 12], { times: Array.from({ length: 12 }, (_, index) => `1949-${String(index + 1).padStart(2, '0')}`) }),
      {},
      'trainForecast: value is not finite: value 3 of sales (1949-03) is NaN; finite numbers are expected; fill or remove missing values first',
    ],
    [
      'times that do not fit',
      series(noise(1, 20), { times: ['1949'] }),
      {},
      'trainForecast: times do not fit the values: 1 times for 20 values of sales; one per value is expected; leave times out if there are none',
    ],
    [
      'a holdout that leaves too little',
      series(noise(1, 20)),
      { holdout: 13 },
      'trainForecast: holdout is too large: 13 of the 20 values of sales; at most 12 are expected, so that 8 are left to learn from',
    ],
    ['no holdout', series(noise(1, 20)), { holdout: 0 }, 'trainForecast: not a holdout: 0; a whole number of at least 1 is expected'],
    ['a bad horizon', series(noise(1, 20)), { horizon: 0 }, 'trainForecast: not a horizon: 0; a whole number from 1 to 10000 is expected; 12 looks ahead twelve steps'],
    ['half a horizon', series(noise(1, 20)), { horizon: 1.5 }, 'trainForecast: not a horizon: 1.5; a whole number from 1 to 10000 is expected; 12 looks ahead twelve steps'],
    ['a bad seed', series(noise(1, 20)), { seed: -1 }, 'trainForecast: not a seed: -1; a whole number of at least 0 is expected'],
    [
      'a period too long',
      series(noise(1, 30), { period: 12 }),
      {},
      'trainForecast: period is too long: 12 steps for the 20 values of sales before the held-out ones; more than two periods are expected there; give period 1 for no season, or hold out less',
    ],
    [
      'a period that is none',
      series(noise(1, 30), { period: 0 }),
      {},
      'trainForecast: not a period: 0; a whole number of at least 1 is expected; 12 is a year of months, 1 no season',
    ],
  ];
  test.each(refusals)('refuses %s', (_what, given, options, message) => {
    expect(() => planForecast(given, options)).toThrow(new TaskError(message));
  });
});
