import { describe, expect, test } from 'vitest';
import { hex } from '../testing/bits.js';
import { fromBits, neighbour, sweep } from '../testing/ulp.js';
import { log32 } from './log.js';

describe('log32', () => {
  test('is off by at most 1 ulp, NaN below 0, and never falls', () => {
    const { worst, wrong, falls } = sweep(log32, Math.log);
    expect(worst).toBeLessThan(1);
    expect([wrong, falls]).toEqual([[], []]);
  });

  test('keeps that around 1, where the result goes through 0', () => {
    const { worst, falls } = sweep(log32, Math.log, 7, 0.99, 1.01);
    expect(worst).toBeLessThan(1);
    expect(falls).toEqual([]);
    expect([log32(1), log32(neighbour(1, -1)), log32(neighbour(1, 1))]).toEqual([0, ...[-1, 1].map((step) => Math.fround(Math.log(neighbour(1, step))))]);
  });

  test('has no step down where the exponent changes', () => {
    for (let exponent = -149; exponent < 127; exponent++) {
      const edge = Math.fround(Math.SQRT1_2 * 2 ** exponent);
      if (edge < 1e-44) continue;
      const values = Array.from({ length: 41 }, (_, index) => log32(neighbour(edge, index - 20))).filter((value) => Number.isFinite(value));
      expect(values, `around ${edge}`).toEqual([...values].sort((a, b) => a - b));
    }
  });

  test('has exact special values', () => {
    expect([0, -0, 1, Infinity, -1, -1e-45, -Infinity, NaN].map(log32)).toEqual([-Infinity, -Infinity, 0, Infinity, NaN, NaN, NaN, NaN]);
  });

  test('takes subnormals', () => {
    for (const x of [fromBits(1), fromBits(2), fromBits(0x7fffff), fromBits(0x800000)]) expect(log32(x)).toBe(Math.fround(Math.log(x)));
  });

  test('gives these bits, on every engine', () => {
    expect(hex([2, 0.5, 10, 0.1, 1e-40, 3e38].map((x) => log32(Math.fround(x))))).toMatchInlineSnapshot(`"3f317218 bf317218 40135d8e c0135d8e c2b834f2 42b13196"`);
  });
});
