import { describe, expect, test } from 'vitest';
import { meanAbsoluteError, meanAbsoluteScaledError, rootMeanSquaredError } from './metrics.js';

describe('metrics', () => {
  test('agree with a calculation by hand', () => {
    expect(rootMeanSquaredError([1, 2], [1, 5])).toBe(Math.sqrt(4.5));
    expect(meanAbsoluteError([1, 2], [1, 5])).toBe(1.5);
  });

  test('the scaled error is in units of the seasonal naive forecast in training', () => {
    // Two steps apart: |3 − 1|, |6 − 2|, so 3 on average.
    expect(meanAbsoluteScaledError([1, 2], [1, 5], [1, 2, 3, 6], 2)).toBe(0.5);
    expect(meanAbsoluteScaledError([1], [2], [4, 4, 4])).toBe(Infinity);
  });

  test('of no forecasts are NaN', () => {
    expect([rootMeanSquaredError([], []), meanAbsoluteError([], [])]).toEqual([NaN, NaN]);
  });
});
