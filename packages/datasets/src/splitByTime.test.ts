import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DataError } from './error.js';
import { splitByTime } from './splitByTime.js';

test('splitByTime takes counts from the end, and everything to train on unless told', () => {
  expect(splitByTime([1, 2, 3, 4, 5, 6], { validation: 1, test: 2 })).toEqual({
    train: [1, 2, 3],
    validation: [4],
    test: [5, 6],
    validationStart: 3,
    testStart: 4,
  });
  expect(splitByTime([1, 2], {})).toEqual({ train: [1, 2], validation: [], test: [], validationStart: 2, testStart: 2 });
});

test('splitByTime takes fractions of the whole', () => {
  const { train, validation, test: last } = splitByTime(new Float64Array(101), { validation: 0.1, test: 0.29 });
  expect([train.length, validation.length, last.length]).toEqual([62, 10, 29]);
  expect(train).toBeInstanceOf(Float64Array);
});

test('splitByTime cuts a text between characters', () => {
  expect(splitByTime('ab😀', { test: 1 })).toMatchObject({ train: 'ab', test: '😀', testStart: 2 });
});

test('the parts, one after the other, are the whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 3 }), fc.double({ min: 0, max: 0.3, noNaN: true }), fc.nat(1), (text, validation, last) => {
      const { train, validation: middle, test: end } = splitByTime(text, { validation, test: last });
      expect(train + middle + end).toBe(text);
    }),
  );
});

test('splitByTime refuses parts that leave nothing to train on, and parts that are no numbers of values', () => {
  expect(() => splitByTime([1, 2, 3], { validation: 1, test: 2 })).toThrow(
    new DataError(
      'splitByTime: nothing is left to train on: 1 values for validation and 2 for test of 3; ' +
        'their sum must be below the number of values',
    ),
  );
  expect(() => splitByTime([1, 2, 3], { test: 1.5 })).toThrow(
    new DataError('splitByTime: test is not a count: 1.5; a whole number of at least 0 is expected'),
  );
  expect(() => splitByTime([1, 2, 3], { validation: -1 })).toThrow(
    new DataError('splitByTime: validation is not a count: -1; a whole number of at least 0 is expected'),
  );
});

test('the parts have the type of the whole', () => {
  const values: Float64Array = Float64Array.of(1, 2);
  const numbers: Float64Array = splitByTime(values, { test: 1 }).test;
  const words: string[] = splitByTime(['a', 'b'], { test: 1 }).test;
  const text: string = splitByTime('ab', { test: 1 }).test;
  const ids: Int32Array = splitByTime(Int32Array.of(1, 2), { test: 1 }).test;
  expect([numbers, words, text, ids]).toEqual([Float64Array.of(2), ['b'], 'b', Int32Array.of(2)]);
});
