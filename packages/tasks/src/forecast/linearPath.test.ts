import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { averagingWeights } from './averaging.js';
import { candidateForms } from './candidates.js';
import { noise } from './fixtures/series.js';
import { chooseLinearPath } from './linearPath.js';

describe('candidateForms', () => {
  test('hold the baselines: last value, season before, seasonal random walk, drift', () => {
    const forms = candidateForms(12, 40);
    const has = (ordinary: 0 | 1, seasonal: 0 | 1, intercept: boolean): boolean =>
      forms.some((form) => form.ordinary === ordinary && form.seasonal === seasonal && form.intercept === intercept && form.lags.length === 0);
    expect([has(1, 0, false), has(0, 1, false), has(1, 1, false), has(1, 0, true)]).toEqual([true, true, true, true]);
  });

  test('leave something to be fitted to, however short the series', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 40 }), (period, more) => {
        const fitted = period + 2 + more;
        const forms = candidateForms(period, fitted);
        expect(forms.length).toBeGreaterThan(0);
        for (const { ordinary, seasonal, lags, intercept } of forms) {
          const rows = fitted - ordinary - seasonal * period - Math.max(0, ...lags);
          expect(rows).toBeGreaterThan(lags.length + (intercept ? 1 : 0));
        }
      }),
    );
  });
});

describe('averagingWeights', () => {
  test('go with the fourth power of the mean squared errors, and with the priors', () => {
    expect(averagingWeights([1, 2])).toEqual([16 / 17, 1 / 17]);
    expect(averagingWeights([1, 1], [1, 3])).toEqual([0.25, 0.75]);
  });

  test('leave out what is much worse, and take the one that makes no error', () => {
    expect(averagingWeights([1, 4])).toEqual([1, 0]);
    expect(averagingWeights([0, 1, Infinity])).toEqual([1, 0, 0]);
  });

  test('sum to 1 and fall with the error', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 }), (errors) => {
        const weights = averagingWeights(errors);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
        errors.forEach((error, i) => errors.forEach((other, j) => error <= other && expect(weights[i]).toBeGreaterThanOrEqual(weights[j])));
      }),
    );
  });
});

describe('chooseLinearPath', () => {
  const growing = noise(1, 96).map((error, time) => Math.exp(5 + 0.02 * time + 0.3 * Math.sin((Math.PI * time) / 6) + 0.02 * error));

  test('takes logarithms of a season that grows with the level, and looks a season back', () => {
    const choice = chooseLinearPath(growing, { period: 12, first: 60, every: 12, positive: true });
    expect(choice.transform).toBe('log');
    const seasonal = choice.shares.filter(({ form }) => form.seasonal === 1 || form.lags.includes(12));
    expect(seasonal.reduce((sum, { weight }) => sum + weight, 0)).toBeGreaterThan(0.95);
  });

  test('takes none where a value is not positive', () => {
    expect(chooseLinearPath(growing, { period: 12, first: 60, every: 12, positive: false }).transform).toBe('none');
  });

  test('finds the last value best for a random walk, and the mean for noise', () => {
    const rough = { period: 1, first: 120, every: 20 };
    const shocks = noise(2, 200);
    let level = 0;
    const walk = shocks.map((shock) => (level += shock));
    const [first] = chooseLinearPath(walk, { ...rough, positive: false }).shares;
    expect(first.form.ordinary === 1 || first.form.lags[0] === 1).toBe(true);
    expect(first.error).toBeLessThan(1.2);
    expect(chooseLinearPath(shocks, { ...rough, positive: false }).shares[0].error).toBeLessThan(1.1);
  });
});
