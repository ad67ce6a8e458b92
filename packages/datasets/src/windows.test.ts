import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DataError } from './error.js';
import { windows } from './windows.js';

test('windows has horizon 1 and stride 1 unless told', () => {
  expect(windows([1, 2, 3, 4], { length: 2 })).toEqual([
    { input: Float64Array.of(1, 2), target: Float64Array.of(3), at: 2 },
    { input: Float64Array.of(2, 3), target: Float64Array.of(4), at: 3 },
  ]);
});

test('windows moves on by stride and leaves out what does not fill a target', () => {
  const found = windows([0, 1, 2, 3, 4, 5, 6, 7], { length: 3, horizon: 2, stride: 2 });
  expect(found.map(({ input, target }) => [Array.from(input), Array.from(target)])).toEqual([
    [[0, 1, 2], [3, 4]],
    [[2, 3, 4], [5, 6]],
  ]);
});

test('firstTarget keeps targets in the test part and lets inputs reach back', () => {
  const found = windows([0, 1, 2, 3, 4, 5], { length: 3, firstTarget: 4 });
  expect(found.map(({ input, target, at }) => [Array.from(input), Array.from(target), at])).toEqual([
    [[1, 2, 3], [4], 4],
    [[2, 3, 4], [5], 5],
  ]);
});

test('input and target are neighbours in the series, and every stride-th place has a window', () => {
  const size = fc.integer({ min: 1, max: 6 });
  fc.assert(
    fc.property(size, size, size, fc.nat(30), (length, horizon, stride, more) => {
      const values = Array.from({ length: length + horizon + more }, (_, index) => index);
      const found = windows(values, { length, horizon, stride });
      expect(found.length).toBe(Math.floor(more / stride) + 1);
      found.forEach(({ input, target, at }, index) => {
        expect(at).toBe(length + index * stride);
        expect([...input, ...target]).toEqual(values.slice(at - length, at + horizon));
      });
    }),
  );
});

test('windows refuses a series that is too short', () => {
  expect(() => windows([1, 2, 3], { length: 3, horizon: 2 })).toThrow(
    new DataError(
      'windows: series is too short: 3 values for length 3 and horizon 2; at least 5 values are expected; ' +
        'take a longer series, or a smaller length or horizon',
    ),
  );
  expect(() => windows([1, 2, 3], { length: 1, firstTarget: 3 })).toThrow(
    new DataError(
      'windows: series is too short: 3 values for firstTarget 3 and horizon 1; at least 4 values are expected; ' +
        'take a longer series, or a smaller length or horizon',
    ),
  );
});

test('windows refuses a first target without a full input before it', () => {
  expect(() => windows([1, 2, 3], { length: 2, firstTarget: 1 })).toThrow(
    new DataError('windows: firstTarget is not a count: 1; a whole number of at least 2 is expected'),
  );
});
