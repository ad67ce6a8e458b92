import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logAxis } from './logScale.js';

test('an axis reaches from decade to decade, with at most eight labels', () => {
  expect(logAxis([0.02, 3]).scale.domain).toEqual([0.01, 10]);
  expect(logAxis([1e-60, 1e35]).axis.values).toEqual([1e-56, 1e-42, 1e-28, 1e-14, 1, 1e14, 1e28]);
  expect(logAxis([1, 1]).scale.domain).toEqual([1, 10]);
});

test('what has no logarithm is left out, even if it is everything', () => {
  expect(logAxis([0, -1, Number.NaN, 5]).scale.domain).toEqual([1, 10]);
  expect(logAxis([]).scale.domain).toEqual([1, 10]);
});

test('every drawable value lies within, and every label too', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), { minLength: 1, maxLength: 20 }), (values) => {
      const { scale, axis } = logAxis(values);
      const [low, high] = scale.domain;
      for (const value of [...values, ...axis.values]) {
        expect(value).toBeGreaterThanOrEqual(low * (1 - 1e-12));
        expect(value).toBeLessThanOrEqual(high * (1 + 1e-12));
      }
      expect(axis.values.length).toBeLessThanOrEqual(8);
      expect(axis.values.length).toBeGreaterThanOrEqual(1);
    }),
  );
});
