import { describe, expect, test } from 'vitest';
import { fromBits, neighbour, sweep } from '../testing/ulp.js';
import { hex } from '../testing/bits.js';
import { exp32, expMinusOne32 } from './exp.js';

describe('exp32', () => {
  test('is off by at most 1.1 ulp and never falls', () => {
    const { worst, wrong, falls } = sweep(exp32, Math.exp);
    expect(worst).toBeLessThan(1.1);
    expect([wrong, falls]).toEqual([[], []]);
  });

  test('has no step down where the exponent changes', () => {
    for (let n = -150; n < 128; n++) {
      const edge = Math.fround((n + 0.5) * Math.LN2);
      const values = Array.from({ length: 41 }, (_, index) => exp32(neighbour(edge, index - 20)));
      expect(values, `around ${edge}`).toEqual([...values].sort((a, b) => a - b));
    }
  });

  test('has exact special values', () => {
    expect([0, -0, -Infinity, Infinity, NaN, 1e-45, -1e-45].map(exp32)).toEqual([1, 1, 0, Infinity, NaN, 1, 1]);
  });

  test('overflows where e^x does, and not before', () => {
    const last = fromBits(0x42b17217);
    expect([exp32(last), exp32(neighbour(last, 1)), exp32(3.4028235e38)]).toEqual([fromBits(0x7f7fff84), Infinity, Infinity]);
  });

  test('goes through subnormals to 0', () => {
    expect([-87.33654, -88, -95, -103, -103.97, -104, -1e30].map((x) => exp32(Math.fround(x)))).toEqual([
      ...[-87.33654, -88, -95, -103].map((x) => Math.fround(Math.exp(Math.fround(x)))),
      fromBits(1),
      0,
      0,
    ]);
  });

  test('gives these bits, on every engine', () => {
    expect(hex([1, -1, 0.5, 10, -10, 80, -80].map(exp32))).toMatchInlineSnapshot(`"402df854 3ebc5ab2 3fd3094c 46ac14ee 383e6bce 792abbce 05bfecba"`);
  });
});

describe('expMinusOne32', () => {
  test('is off by at most 1 ulp for x ≤ 0, down to subnormals, and never falls', () => {
    const { worst, wrong, falls } = sweep(expMinusOne32, Math.expm1, undefined, -Infinity, 0);
    expect(worst).toBeLessThan(1);
    expect([wrong, falls]).toEqual([[], []]);
  });

  test('is −1 at −∞, NaN at NaN', () => expect([-Infinity, -100, NaN].map(expMinusOne32)).toEqual([-1, -1, NaN]));
});
