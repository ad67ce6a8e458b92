import { describe, expect, test } from 'vitest';
import { TaskError } from '../error.js';
import { rollingOrigin } from './backtest.js';
import { naive } from './baselines.js';

const values = [1, 2, 4, 7, 11];

describe('rollingOrigin', () => {
  test('shows the method what came before each origin and nothing else', () => {
    const seen: number[][] = [];
    rollingOrigin(values, (history, horizon) => (seen.push(Array.from(history)), naive(history, horizon)), { first: 2 });
    expect(seen).toEqual([[1, 2], [1, 2, 4], [1, 2, 4, 7]]);
  });

  test('gives a row per origin and step, and errors over all of them', () => {
    const { rows, rootMeanSquaredError, meanAbsoluteError } = rollingOrigin(values, naive, { first: 2, horizon: 2, step: 2 });
    expect(rows).toEqual([
      { origin: 2, horizon: 1, forecast: 2, actual: 4 },
      { origin: 2, horizon: 2, forecast: 2, actual: 7 },
      { origin: 4, horizon: 1, forecast: 7, actual: 11 },
    ]);
    expect(meanAbsoluteError).toBe((2 + 5 + 4) / 3);
    expect(rootMeanSquaredError).toBe(Math.sqrt((4 + 25 + 16) / 3));
  });

  test('cannot be spoilt by a method that writes into what it is shown', () => {
    const { rows } = rollingOrigin(values, (history) => [history.fill(0)[0]], { first: 3 });
    expect(rows.map(({ actual }) => actual)).toEqual([7, 11]);
    expect(values).toEqual([1, 2, 4, 7, 11]);
  });

  test.each([
    [values, { first: 0 }, 'rollingOrigin: not a first origin: 0; a whole number from 1 to 4 is expected for 5 values'],
    [values, { first: 5 }, 'rollingOrigin: not a first origin: 5; a whole number from 1 to 4 is expected for 5 values'],
    [values, { first: 2, horizon: 0 }, 'rollingOrigin: not a horizon: 0; a whole number of at least 1 is expected'],
    [values, { first: 2, step: 1.5 }, 'rollingOrigin: not a step: 1.5; a whole number of at least 1 is expected'],
    [
      [1, NaN, 2],
      { first: 1 },
      'rollingOrigin: value is not finite: value 2 of the series is NaN; finite numbers are expected; fill or remove missing values first',
    ],
  ])('refuses %j with %j', (series, options, message) => {
    expect(() => rollingOrigin(series, naive, options)).toThrow(new TaskError(message));
  });
});
