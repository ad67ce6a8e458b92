import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { residualDistribution, residualQuantile } from './residuals.js';

describe('residuals as a distribution', () => {
  test('the i-th of n is the quantile i / (n + 1), lines between and beyond', () => {
    const distribution = residualDistribution([3, -1, 0, -2]);
    const at = (probability: number): number => Number(residualQuantile(distribution, probability).toFixed(12));
    expect([0.2, 0.4, 0.6, 0.8].map(at)).toEqual([-2, -1, 0, 3]);
    expect([0.3, 0.1, 0.9].map(at)).toEqual([-1.5, -2.5, 4.5]);
  });

  test('their mean is taken off', () => {
    expect(Array.from(residualDistribution([1, 2, 3]).sorted)).toEqual([-1, 0, 1]);
  });

  test('of a single one is that one, of none 0', () => {
    expect([residualQuantile(residualDistribution([5]), 0.9), residualQuantile(residualDistribution([]), 0.9)]).toEqual([0, 0]);
  });

  test('quantiles rise with the probability', () => {
    const sample = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 30 });
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(sample, probability, probability, (residuals, a, b) => {
        const distribution = residualDistribution(residuals);
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((each) => residualQuantile(distribution, each));
        expect(low).toBeLessThanOrEqual(high + 1e-9);
      }),
    );
  });
});
