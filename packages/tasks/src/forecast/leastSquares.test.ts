import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { regression } from './leastSquares.js';

describe('regression', () => {
  test('finds the coefficients that made exact data, up to the ridge', () => {
    const sums = regression(2);
    for (let x = 1; x <= 1000; x++) sums.add([x % 7, 1], 3 * (x % 7) - 2);
    const [slope, intercept] = sums.solve(1);
    expect(slope).toBeCloseTo(3, 1);
    expect(intercept).toBeCloseTo(-2, 1);
  });

  test('without a penalty finds them exactly', () => {
    const sums = regression(2);
    for (const x of [1, 2, 5]) sums.add([x, 1], 3 * x - 2);
    expect(Array.from(sums.solve(2), (value) => Number(value.toFixed(12)))).toEqual([3, -2]);
  });

  test('gives 0 to a column that is 0 throughout or explained by another', () => {
    const sums = regression(3);
    for (const x of [1, 2, 5]) sums.add([x, 0, 2 * x], 4 * x);
    expect(Array.from(sums.solve(3))).toEqual([4, 0, 0]);
  });

  test('leaves residuals that no column explains, apart from the penalty on it', () => {
    const number = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number), { minLength: 3, maxLength: 20 }), (rows) => {
        const sums = regression(2);
        rows.forEach(([a, b, target]) => sums.add([a, b], target));
        const x = sums.solve();
        for (const column of [0, 1]) {
          const size = rows.reduce((sum, row) => sum + row[column] * row[column], 0);
          fc.pre(size > 1e-3);
          const left = rows.reduce((sum, row) => sum + row[column] * (row[2] - row[0] * x[0] - row[1] * x[1]), 0);
          expect(left).toBeCloseTo((x[column] * size) / rows.length, 4);
        }
      }),
    );
  });
});
