import { describe, expect, test } from 'vitest';
import { hex } from '../testing/bits.js';
import { fromBits, sweep } from '../testing/ulp.js';
import { tanh32 } from './tanh.js';

describe('tanh32', () => {
  test('is off by at most 2.5 ulp and never falls', () => {
    const { worst, wrong, falls } = sweep(tanh32, Math.tanh);
    expect(worst).toBeLessThan(2.5);
    expect([wrong, falls]).toEqual([[], []]);
  });

  test('keeps that where it is hardest, and does not fall there', () => {
    const { worst, falls } = sweep(tanh32, Math.tanh, 7, 3, 4);
    expect(worst).toBeLessThan(2.5);
    expect(falls).toEqual([]);
  });

  test('is odd, to the sign of zero', () => {
    expect([0, -0, Infinity, -Infinity, NaN].map(tanh32)).toEqual([0, -0, 1, -1, NaN]);
    for (const x of [1e-45, 1e-20, 0.3, 5, 30]) expect(tanh32(-Math.fround(x))).toBe(-tanh32(Math.fround(x)));
  });

  test('is x itself for tiny x', () => {
    for (const x of [fromBits(1), fromBits(0x7fffff), fromBits(0x800000), Math.fround(1e-5)]) expect(tanh32(x)).toBe(x);
  });

  test('reaches ±1 at 9.1 and never passes it', () => {
    expect([tanh32(Math.fround(9.1)), tanh32(Math.fround(-9.1)), tanh32(3.4028234663852886e38)]).toEqual([1, -1, 1]);
    expect(tanh32(8)).toBeLessThan(1);
  });

  test('gives these bits, on every engine', () => {
    expect(hex([0.1, -0.5, 1, 2, -3.5].map((x) => tanh32(Math.fround(x))))).toMatchInlineSnapshot(`"3dcc1ebc beec9a9f 3f42f7d7 3f76ca85 bf7f8895"`);
  });
});
