import { describe, expect, test } from 'vitest';
import { hex } from '../testing/bits.js';
import { sweep } from '../testing/ulp.js';
import { erf64 } from '../float64/erf.js';
import { erf32 } from './erf.js';

describe('erf32', () => {
  test('is off by at most 1.4 ulp and never falls', () => {
    const { worst, wrong, falls } = sweep(erf32, erf64, 40009);
    expect(worst).toBeLessThan(1.4);
    expect([wrong, falls]).toEqual([[], []]);
  });

  test('is off by at most 1.4 ulp where its two formulas meet', () => {
    for (const [from, to] of [[0.9, 1], [-1, -0.9], [3.8, 4]]) {
      const { worst, wrong, falls } = sweep(erf32, erf64, 7, from, to);
      expect(worst).toBeLessThan(1.4);
      expect([wrong, falls]).toEqual([[], []]);
    }
  });

  test('has exact special values', () => {
    expect([0, -0, Infinity, -Infinity, NaN, 5, -5].map(erf32)).toEqual([0, -0, 1, -1, NaN, 1, -1]);
  });

  test('gives these bits, on every engine', () => {
    expect(hex([0.1, 0.5, -0.9, 1, -2, 3].map((x) => erf32(Math.fround(x))))).toMatchInlineSnapshot(`"3de652f5 3f053f7b bf4c022d 3f57bb3e bf7ecd71 3f7ffe8d"`);
  });
});
