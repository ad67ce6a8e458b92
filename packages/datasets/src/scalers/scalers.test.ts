import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '../error.js';
import { scalerFromJSON } from './fromJSON.js';
import { logScaler } from './logScaler.js';
import { minMaxScaler } from './minMaxScaler.js';
import { standardScaler } from './standardScaler.js';

const anyValues = fc.array(fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 1000), { minLength: 1, maxLength: 30 });
const positiveValues = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });

/** Equal to 1e-12 of the largest of the fitted values, or of each value if that is more. */
function expectNear(actual: Float64Array, expected: readonly number[]) {
  const size = Math.max(...expected.map(Math.abs));
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, index) => expect(Math.abs(value - expected[index])).toBeLessThanOrEqual(1e-12 * size));
}

describe('standardScaler', () => {
  test('takes off the mean and divides by the deviation', () => {
    const scaler = standardScaler([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(scaler.toJSON()).toEqual({ kind: 'standard', mean: 5, deviation: 2 });
    expect(scaler.transform([5, 9, 1])).toEqual(Float64Array.of(0, 2, -2));
    expect(scaler.invert([0, 2, -2])).toEqual(Float64Array.of(5, 9, 1));
  });

  test('gives equal values deviation 1, whatever their mean rounds to', () => {
    expect(standardScaler([0.1, 0.1, 0.1]).toJSON()).toEqual({ kind: 'standard', mean: 0.1, deviation: 1 });
  });

  test('invert undoes transform', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const scaler = standardScaler(values);
        expectNear(scaler.invert(scaler.transform(values)), values);
      }),
    );
  });

  test('refuses what has no mean or deviation', () => {
    expect(() => standardScaler([])).toThrow(new DataError('standardScaler: no values: 0 values; at least 1 is expected'));
    expect(() => standardScaler([1, NaN])).toThrow(
      new DataError(
        'standardScaler: value is not finite: values[1] is NaN; finite numbers are expected; fill or remove missing values first',
      ),
    );
    expect(() => standardScaler([1e200, -1e200])).toThrow(
      new DataError(
        'standardScaler: values are too large or too close: standard deviation Infinity; ' +
          'one above 0 and below infinity is expected; change the unit of the values',
      ),
    );
  });
});

describe('minMaxScaler', () => {
  test('takes the smallest value to 0 and the largest to 1', () => {
    const scaler = minMaxScaler([3, 1, 5]);
    expect(scaler.toJSON()).toEqual({ kind: 'min-max', min: 1, max: 5 });
    expect(scaler.transform([1, 2, 5, 7])).toEqual(Float64Array.of(0, 0.25, 1, 1.5));
    expect(scaler.invert([0, 0.25, 1, 1.5])).toEqual(Float64Array.of(1, 2, 5, 7));
  });

  test('takes equal values to 0 and back', () => {
    const scaler = minMaxScaler([4, 4]);
    expect(scaler.transform([4])).toEqual(Float64Array.of(0));
    expect(scaler.invert([0])).toEqual(Float64Array.of(4));
  });

  test('invert undoes transform', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const scaler = minMaxScaler(values);
        expectNear(scaler.invert(scaler.transform(values)), values);
      }),
    );
  });

  test('refuses what has no smallest or largest value', () => {
    expect(() => minMaxScaler([])).toThrow(new DataError('minMaxScaler: no values: 0 values; at least 1 is expected'));
    expect(() => minMaxScaler([-1.5e308, 1.5e308])).toThrow(
      new DataError('minMaxScaler: values are too large: -1.5e+308 to 1.5e+308; a finite span is expected; change the unit of the values'),
    );
  });
});

describe('logScaler', () => {
  test('is the natural logarithm', () => {
    expect(logScaler().transform([1, Math.E])).toEqual(Float64Array.of(0, 1));
    expect(logScaler().invert([0, 1])).toEqual(Float64Array.of(1, Math.E));
    expect(logScaler().toJSON()).toEqual({ kind: 'log' });
  });

  test('invert undoes transform to 14 digits', () => {
    fc.assert(
      fc.property(positiveValues, (values) => {
        const again = logScaler().invert(logScaler().transform(values));
        again.forEach((value, index) => expect(Math.abs(value / values[index] - 1)).toBeLessThan(1e-14));
      }),
    );
  });

  test.each([0, -1, NaN, Infinity])('refuses %d', (value) => {
    expect(() => logScaler().transform([1, value])).toThrow(
      new DataError(
        `logScaler: value has no logarithm: values[1] is ${value}; positive finite values are expected; use standardScaler or minMaxScaler`,
      ),
    );
  });
});

describe('scalerFromJSON', () => {
  test('makes the same scaler from what toJSON gave, by way of text', () => {
    fc.assert(
      fc.property(positiveValues, (values) => {
        for (const scaler of [standardScaler(values), minMaxScaler(values), logScaler()]) {
          const again = scalerFromJSON(JSON.parse(JSON.stringify(scaler)));
          expect(again.transform(values)).toEqual(scaler.transform(values));
          expect(again.toJSON()).toEqual(scaler.toJSON());
        }
      }),
    );
  });

  test.each([
    [null, 'kind undefined'],
    [{ kind: 'robust' }, 'kind "robust"'],
    [{ kind: 'standard', mean: 1 }, 'kind "standard", mean 1, deviation undefined'],
    [{ kind: 'standard', mean: 1, deviation: 0 }, 'kind "standard", mean 1, deviation 0'],
    [{ kind: 'standard', mean: null, deviation: 1 }, 'kind "standard", mean object, deviation 1'],
    [{ kind: 'min-max', min: 2, max: 1 }, 'kind "min-max", min 2, max 1'],
    [{ kind: 'min-max', min: -1e308, max: 1e308 }, 'kind "min-max", min -1e+308, max 1e+308'],
    [{ kind: 'min-max', min: '0', max: 1 }, 'kind "min-max", min "0", max 1'],
  ])('refuses %j', (json, given) => {
    expect(() => scalerFromJSON(json)).toThrow(
      new DataError(
        `scalerFromJSON: not a scaler: ${given}; kind "standard" with a finite mean and a deviation above 0, ` +
          'kind "min-max" with min ≤ max and a finite span, or kind "log" is expected',
      ),
    );
  });
});
