import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitPreprocessing, preprocess, restore } from './preprocessing.js';

describe('preprocessing', () => {
  test('centres and scales, after the logarithm if asked to', () => {
    expect(fitPreprocessing('none', [1, 3])).toEqual({ transform: 'none', mean: 2, deviation: 1 });
    expect(Array.from(preprocess(fitPreprocessing('log', [1, Math.E ** 2]), [Math.E]))[0]).toBeCloseTo(0, 12);
  });

  test('leaves the deviation of equal values at 1', () => {
    expect(fitPreprocessing('none', [7, 7, 7])).toEqual({ transform: 'none', mean: 7, deviation: 1 });
  });

  test('is undone by restore', () => {
    const positive = fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(positive, fc.constantFrom('log' as const, 'none' as const), (values, transform) => {
        const fitted = fitPreprocessing(transform, values);
        preprocess(fitted, values).forEach((scaled, index) => {
          expect(Math.abs(restore(fitted, scaled) - values[index])).toBeLessThanOrEqual(1e-9 * Math.max(...values));
        });
      }),
    );
  });
});
