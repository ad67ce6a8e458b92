import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drift, naive, seasonalNaive, seasonalRandomWalk } from './baselines.js';

const values = Float64Array.of(2, 4, 3, 6, 8);

describe('baselines', () => {
  test('agree with calculations by hand', () => {
    expect(Array.from(naive(values, 3))).toEqual([8, 8, 8]);
    expect(Array.from(seasonalNaive(2)(values, 5))).toEqual([6, 8, 6, 8, 6]);
    expect(Array.from(drift(values, 2))).toEqual([9.5, 11]);
    // 6 · 8 / 3, then 8 · 16 / 6.
    expect(Array.from(seasonalRandomWalk(2)(values, 2))).toEqual([16, (8 * 16) / 6]);
    // −6 − 8 + 3, as logarithms of negative numbers there are none.
    expect(Array.from(seasonalRandomWalk(2)(values.map((value) => -value), 1))).toEqual([-11]);
  });

  test('do without a season that is longer than what is known', () => {
    expect(Array.from(seasonalNaive(6)(values, 2))).toEqual([8, 8]);
    expect(Array.from(seasonalRandomWalk(5)(values, 2))).toEqual([8, 8]);
    expect(Array.from(drift(values.slice(0, 1), 2))).toEqual([2, 2]);
  });

  const history = fc.array(fc.double({ min: 0.5, max: 100, noNaN: true }), { minLength: 8, maxLength: 30 }).map((list) => Float64Array.from(list));

  test('seasonal naive with a season of one step is naive', () => {
    fc.assert(
      fc.property(history, (list) => {
        expect(seasonalNaive(1)(list, 4)).toEqual(naive(list, 4));
      }),
    );
  });

  test('drift continues a straight line, seasonal naive a repeated season, the seasonal random walk a growing one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 2, max: 5 }), (slope, period) => {
        const line = Float64Array.from({ length: 20 }, (_, time) => 7 + slope * time);
        expect(Array.from(drift(line.slice(0, 16), 4))).toEqual(Array.from(line.slice(16)));
        const season = Float64Array.from({ length: 20 }, (_, time) => (time % period) * 3);
        expect(Array.from(seasonalNaive(period)(season.slice(0, 12), 8))).toEqual(Array.from(season.slice(12)));
        const growing = season.map((value, time) => (value + 1) * 2 ** Math.floor(time / period));
        const forecasts = seasonalRandomWalk(period)(growing.slice(0, 12), 8);
        Array.from(forecasts).forEach((value, step) => expect(value / growing[12 + step]).toBeCloseTo(1, 10));
      }),
    );
  });

  test('scale with the series', () => {
    fc.assert(
      fc.property(history, (list) => {
        for (const method of [naive, drift, seasonalNaive(3), seasonalRandomWalk(3)]) {
          const doubled = method(list.map((value) => 2 * value), 3);
          Array.from(method(list, 3)).forEach((value, step) => expect(doubled[step]).toBe(2 * value));
        }
      }),
    );
  });
});
