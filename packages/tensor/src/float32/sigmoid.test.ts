import { describe, expect, test } from 'vitest';
import { hex } from '../testing/bits.js';
import { fromBits, neighbour, sweep } from '../testing/ulp.js';
import { sigmoid32 } from './sigmoid.js';

function reference(x: number): number {
  const u = Math.exp(-Math.abs(x));
  return (x < 0 ? u : 1) / (1 + u);
}

describe('sigmoid32', () => {
  test('is off by at most 2.41 ulp, subnormal results included, and does not fall over wider steps', () => {
    const { worst, wrong, falls } = sweep(sigmoid32, reference);
    expect(worst).toBeLessThan(2.41);
    expect([wrong, falls]).toEqual([[], []]);
  });

  test('keeps that where it is hardest and around 0, where the formula changes', () => {
    for (const [stride, from, to] of [[7, -5, -4], [10007, -0.01, 0.01]]) {
      const { worst, falls } = sweep(sigmoid32, reference, stride, from, to);
      expect(worst).toBeLessThan(2.41);
      expect(falls).toEqual([]);
    }
  });

  test('falls by one ulp at most, between neighbours where the rounded 1 + u steps up', () => {
    const { falls } = sweep(sigmoid32, reference, 1, -0.7, -0.693);
    expect(falls.length).toBeGreaterThan(0);
    for (const x of falls) expect(sigmoid32(neighbour(x, -1))).toBe(neighbour(sigmoid32(x), 1));
  });

  test('has exact special values', () => {
    expect([0, -0, Infinity, -Infinity, NaN].map(sigmoid32)).toEqual([0.5, 0.5, 1, 0, NaN]);
  });

  test('goes through subnormals to 0 on the left', () => {
    expect([-88, -95, -103].map(sigmoid32)).toEqual([-88, -95, -103].map((x) => Math.fround(Math.exp(x))));
    expect([sigmoid32(Math.fround(-103.97)), sigmoid32(-105)]).toEqual([fromBits(1), 0]);
  });

  test('gives these bits, on every engine', () => {
    expect(hex([0.1, -0.5, 1, 2, -10].map((x) => sigmoid32(Math.fround(x))))).toMatchInlineSnapshot(`"3f066509 3ec14d03 3f3b26a8 3f617bea 383e6997"`);
  });
});
