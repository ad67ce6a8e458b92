import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DataError } from '../error.js';
import { difference, undifference } from './difference.js';

test('difference has lag 1 unless told', () => {
  expect(difference([1, 4, 9, 16])).toEqual(Float64Array.of(3, 5, 7));
  expect(difference([1, 4, 9, 16], 2)).toEqual(Float64Array.of(8, 12));
});

test('undifference continues the history', () => {
  expect(undifference([1, 1, 1], [5, 10, 20], 2)).toEqual(Float64Array.of(11, 21, 12));
  expect(undifference([], [5], 1)).toEqual(new Float64Array(0));
});

test('undifference undoes difference, exactly for whole numbers', () => {
  const values = fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(values, fc.nat(), (y, any) => {
      const lag = 1 + (any % (y.length - 1));
      expect(undifference(difference(y, lag), y.slice(0, lag), lag)).toEqual(Float64Array.from(y.slice(lag)));
    }),
  );
});

test('difference and undifference refuse too few values', () => {
  expect(() => difference([1, 2], 2)).toThrow(new DataError('difference: too few values: 2 values for lag 2; at least 3 are expected'));
  expect(() => undifference([1], [1], 2)).toThrow(
    new DataError('undifference: history is too short: 1 values for lag 2; the 2 values before the first difference are expected'),
  );
  expect(() => difference([1, 2], 0)).toThrow(new DataError('difference: lag is not a count: 0; a whole number of at least 1 is expected'));
});
