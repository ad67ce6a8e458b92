import { describe, expect, test } from 'vitest';
import { TaskError } from '../error.js';
import { autoregressiveModel } from './fixtures/models.js';
import { autoregressive, noise } from './fixtures/series.js';
import { forecast } from './forecast.js';
import { oneStepAhead } from './predict.js';

const values = autoregressive(1, 300, 0.7);
const model = autoregressiveModel(0.7, values.slice(0, 100), noise(2, 60));

describe('oneStepAhead', () => {
  test('forecasts each value from the true one before it', () => {
    expect(Array.from(oneStepAhead(model, [1, 2, 4], 1))).toEqual([0.7, 1.4]);
    expect(Array.from(oneStepAhead(model, [1, 2, 4], 3))).toEqual([]);
  });

  test.each([
    [[1, 2], 0, 'oneStepAhead: not a first forecast: 0 of 2 values; a whole number from 1 to 2 is expected: the model looks 1 step back'],
    [[1, 2], 3, 'oneStepAhead: not a first forecast: 3 of 2 values; a whole number from 1 to 2 is expected: the model looks 1 step back'],
    [[1, Infinity], 1, 'oneStepAhead: value is not finite: value 2 of autoregressive is Infinity; finite numbers are expected; fill or remove missing values first'],
  ])('refuses %j from %d', (known, from, message) => {
    expect(() => oneStepAhead(model, known, from)).toThrow(new TaskError(message));
  });
});

describe('forecast', () => {
  test('of the next step is the one-step forecast', () => {
    const { point } = forecast(model, { horizon: 3 });
    const last = values[99];
    expect(Array.from(point)).toEqual([0.7 * last, 0.7 * (0.7 * last), 0.7 * (0.7 * (0.7 * last))]);
    expect(point[0]).toBe(oneStepAhead(model, values, 100)[0]);
  });

  test('the same seed gives the same bits, another one others', () => {
    expect(forecast(model, { seed: 5 })).toEqual(forecast(model, { seed: 5 }));
    expect(forecast(model, { seed: 6 }).median).not.toEqual(forecast(model, { seed: 5 }).median);
  });

  test('intervals hold the median, wider levels hold narrower ones, and they widen with the horizon', () => {
    const { median, intervals } = forecast(model, { level: [0.5, 0.9], horizon: 6 });
    const [narrow, wide] = intervals;
    for (let step = 0; step < 6; step++) {
      const order = [wide.lower[step], narrow.lower[step], median[step], narrow.upper[step], wide.upper[step]];
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
    expect(wide.upper[5] - wide.lower[5]).toBeGreaterThan(1.15 * (wide.upper[0] - wide.lower[0]));
  });

  test('intervals cover as many futures as they claim, one and several steps ahead', () => {
    const futures = autoregressive(7, 4000, 0.7);
    const covered = [0, 0, 0, 0];
    let count = 0;
    for (let origin = 10; origin + 5 <= futures.length; origin += 20, count++) {
      const { intervals } = forecast(model, { history: futures.slice(0, origin), horizon: 5, seed: origin, paths: 100 });
      [[0, 0], [0, 4], [1, 0], [1, 4]].forEach(([level, step], index) => {
        const actual = futures[origin + step];
        covered[index] += intervals[level].lower[step] <= actual && actual <= intervals[level].upper[step] ? 1 : 0;
      });
    }
    const [first80, fifth80, first95, fifth95] = covered.map((each) => each / count);
    for (const share of [first80, fifth80]) expect(Math.abs(share - 0.8)).toBeLessThan(0.08);
    for (const share of [first95, fifth95]) expect(Math.abs(share - 0.95)).toBeLessThan(0.05);
  });

  test('goes on from a history given, and labels steps only of its own', () => {
    const own = { ...model, history: Float64Array.of(1, 2), times: ['1999', '2000'] };
    expect(forecast(own, { horizon: 2 }).times).toEqual(['2001', '2002']);
    const other = forecast(own, { horizon: 2, history: [10] });
    expect(other.times).toBeUndefined();
    expect(Array.from(other.point)).toEqual([7, 0.7 * 7]);
  });

  test.each([
    [{ horizon: 0 }, 'forecast: not a horizon: 0; a whole number from 1 to 10000 is expected; 12 looks ahead twelve steps'],
    [{ level: [1] }, 'forecast: not a level: 1; a probability between 0 and 1 is expected; 0.95 gives 95 % intervals'],
    [{ paths: 1 }, 'forecast: not a number of paths: 1; a whole number from 10 to 100000 is expected'],
    [{ seed: 0.5 }, 'forecast: not a seed: 0.5; a whole number of at least 0 is expected'],
    [{ history: [] }, 'forecast: history is too short: 0 values; at least 1 is expected, as the model looks 1 step back'],
    [{ history: [1, NaN] }, 'forecast: value is not finite: value 2 of autoregressive is NaN; finite numbers are expected; fill or remove missing values first'],
  ])('refuses %j', (options, message) => {
    expect(() => forecast(model, options)).toThrow(new TaskError(message));
  });

  test('refuses values without logarithm where the model takes logarithms', () => {
    const growing = { ...model, preprocessing: { transform: 'log' as const, mean: 0, deviation: 1 } };
    expect(() => forecast(growing, { history: [1, 0] })).toThrow(
      new TaskError(
        'forecast: value has no logarithm: value 2 of autoregressive is 0; positive values are expected, as in training, since this model takes logarithms; train a model on a series that has such values',
      ),
    );
  });
});
