import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AutoregressionForm } from './autoregression.js';
import { autoregressionReach, combineAutoregressions, fitAutoregression, recur, recursionReach, rollingAutoregression } from './autoregression.js';
import { differenced } from './differencing.js';
import { autoregressive, noise } from './fixtures/series.js';

const form = (fields: Partial<AutoregressionForm>): AutoregressionForm => ({ ordinary: 0, seasonal: 0, period: 1, lags: [], intercept: false, ...fields });

const forms = fc.record({
  ordinary: fc.constantFrom(0 as const, 1 as const),
  seasonal: fc.constantFrom(0 as const, 1 as const),
  period: fc.integer({ min: 2, max: 5 }),
  lags: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
  intercept: fc.boolean(),
});

describe('an autoregression', () => {
  test('finds the coefficient that made a series', () => {
    const { coefficients } = fitAutoregression(form({ lags: [1], intercept: true }), autoregressive(1, 4000, 0.7), 4000);
    expect(coefficients[0]).toBeCloseTo(0.7, 1);
    expect(coefficients[1]).toBeCloseTo(0, 1);
  });

  test('is fitted to values before the end and no others', () => {
    const values = noise(2, 60);
    const changed = values.map((value, time) => (time < 40 ? value : 1e6));
    const chosen = form({ lags: [1, 3], ordinary: 1, intercept: true });
    expect(fitAutoregression(chosen, changed, 40)).toEqual(fitAutoregression(chosen, values, 40));
  });

  test('without lags is the naive forecast, the seasonal one, or the seasonal random walk', () => {
    const values = noise(3, 30);
    const next = (chosen: AutoregressionForm): number => recur(combineAutoregressions([{ weight: 1, model: { ...chosen, coefficients: [] } }]), values, 29);
    expect(next(form({ ordinary: 1 }))).toBe(values[28]);
    expect(next(form({ seasonal: 1, period: 12 }))).toBe(values[17]);
    expect(next(form({ ordinary: 1, seasonal: 1, period: 12 }))).toBe(values[28] + values[17] - values[16]);
  });

  test('rolled over a series forecasts what fits to all before each block do', () => {
    fc.assert(
      fc.property(forms, fc.nat(100), fc.integer({ min: 1, max: 5 }), (chosen, seed, every) => {
        const values = noise(seed, 40);
        const rolled = rollingAutoregression(chosen, values, 35, every);
        rolled.forEach((forecast, index) => {
          const recursion = combineAutoregressions([{ weight: 1, model: fitAutoregression(chosen, values, 35 + index - (index % every)) }]);
          expect(forecast).toBeCloseTo(recur(recursion, values, 35 + index), 8);
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('combined autoregressions', () => {
  test('forecast the weighted mean of what each forecasts', () => {
    fc.assert(
      fc.property(fc.array(forms, { minLength: 1, maxLength: 4 }), fc.nat(100), (chosen, seed) => {
        const values = noise(seed, 40);
        const models = chosen.map((each) => fitAutoregression(each, values, 40));
        const parts = models.map((model, index) => ({ weight: (index + 1) / 10, model }));
        const expected = parts.reduce((sum, part) => sum + part.weight * recur(combineAutoregressions([{ ...part, weight: 1 }]), values, 40), 0);
        const combined = combineAutoregressions(parts);
        expect(recur(combined, values, 40)).toBeCloseTo(expected, 8);
        expect(recursionReach(combined)).toBeLessThanOrEqual(Math.max(...chosen.map(autoregressionReach)));
      }),
    );
  });
});

describe('differences', () => {
  test('of both kinds are differences of differences, 0 where there is no past', () => {
    const values = Float64Array.of(1, 4, 9, 16, 25, 36);
    expect(Array.from(differenced({ ordinary: 1, seasonal: 0, period: 1 }, values))).toEqual([0, 3, 5, 7, 9, 11]);
    expect(Array.from(differenced({ ordinary: 1, seasonal: 1, period: 2 }, values))).toEqual([0, 0, 0, 4, 4, 4]);
    expect(Array.from(differenced({ ordinary: 0, seasonal: 0, period: 1 }, values))).toEqual(Array.from(values));
  });
});
