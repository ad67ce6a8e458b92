import { describe, expect, test } from 'vitest';
import { tensor, zeros } from '../operations/create.js';
import { abs, and, minimum, not, or, shiftLeft, shiftRight, xor } from '../operations/elementwise.js';
import { refusal } from '../testing/refusal.js';

describe('logic', () => {
  const a = tensor([false, false, true, true]);
  const b = tensor([false, true, false, true]);

  test('of bool has the tables of truth', () => {
    expect(and(a, b).toArray()).toEqual([false, false, false, true]);
    expect(or(a, b).toArray()).toEqual([false, true, true, true]);
    expect(xor(a, b).toArray()).toEqual([false, true, true, false]);
    expect(not(a).toArray()).toEqual([true, true, false, false]);
  });

  test('of integers works on each of the 32 bits', () => {
    const x = tensor([0b1100, 4294967295], { dtype: 'uint32' });
    const y = tensor([0b1010, 1], { dtype: 'uint32' });
    expect([and(x, y), or(x, y), xor(x, y), not(x)].map((each) => each.toArray())).toEqual([
      [0b1000, 1],
      [0b1110, 4294967295],
      [0b0110, 4294967294],
      [4294967283, 0],
    ]);
    expect(not(tensor([0, -1, 5], { dtype: 'int32' })).toArray()).toEqual([-1, 0, -6]);
    expect(xor(tensor([-1], { dtype: 'int32' }), 1).toArray()).toEqual([-2]);
  });

  test('broadcasts', () => expect(and(tensor([[true], [false]]), b).shape).toEqual([2, 4]));

  test('refuses floats', () => {
    expect(refusal(() => and(zeros([2]), zeros([2])))).toBe(
      'DTypeError: and: wrong dtype: a is float32[2]; bool, int32 or uint32 is expected; cast(a, …) converts',
    );
  });
});

describe('shifts', () => {
  test('to the left drop high bits, to the right keep the sign of int32 alone', () => {
    const signed = tensor([-8, 5, 1073741824], { dtype: 'int32' });
    const unsigned = tensor([4294967288, 5], { dtype: 'uint32' });
    expect(shiftLeft(signed, 1).toArray()).toEqual([-16, 10, -2147483648]);
    expect(shiftRight(signed, 1).toArray()).toEqual([-4, 2, 536870912]);
    expect(shiftLeft(unsigned, 1).toArray()).toEqual([4294967280, 10]);
    expect(shiftRight(unsigned, 1).toArray()).toEqual([2147483644, 2]);
    expect(shiftRight(unsigned, 31).toArray()).toEqual([1, 0]);
    expect(shiftLeft(unsigned, 0).toArray()).toEqual([4294967288, 5]);
  });

  test('refuse distances that are none, and floats', () => {
    const x = zeros([2], 'uint32');
    for (const distance of [-1, 32, 1.5]) {
      expect(refusal(() => shiftLeft(x, distance))).toBe(
        `ValueError: shiftLeft: distance out of range: ${distance}; a whole number from 0 to 31 is expected`,
      );
    }
    expect(refusal(() => shiftRight(zeros([2]), 1))).toBe(
      "DTypeError: shiftRight: wrong dtype: a is float32[2]; int32 or uint32 is expected; cast(a, 'uint32') converts",
    );
  });
});

test('abs takes away signs, of zero too', () => {
  expect(abs(tensor([-1.5, -0, 0, 2, NaN, -Infinity])).toArray()).toEqual([1.5, 0, 0, 2, NaN, Infinity]);
  expect(abs(tensor([-3, -2147483648], { dtype: 'int32' })).toArray()).toEqual([3, -2147483648]);
});

test('minimum is NaN where either is, and takes −0 for smaller than +0', () => {
  expect(minimum(tensor([NaN, 1, -0, 0, 3]), tensor([1, NaN, 0, -0, 2])).toArray()).toEqual([NaN, NaN, -0, -0, 2]);
});
