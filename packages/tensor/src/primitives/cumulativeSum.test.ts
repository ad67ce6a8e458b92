import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tensor, zeros } from '../operations/create.js';
import { flip } from '../operations/movement.js';
import { cumulativeSum } from '../operations/reduce.js';
import { unevenTensor, whole } from '../testing/bits.js';
import { refusal } from '../testing/refusal.js';

test('cumulativeSum adds along any axis, forwards or from the end', () => {
  const x = tensor([[1, 2, 3], [4, 5, 6]]);
  expect(cumulativeSum(x).toArray()).toEqual([[1, 3, 6], [4, 9, 15]]);
  expect(cumulativeSum(x, 0).toArray()).toEqual([[1, 2, 3], [5, 7, 9]]);
  expect(cumulativeSum(x, 1, { reverse: true }).toArray()).toEqual([[6, 5, 3], [15, 11, 6]]);
  expect(cumulativeSum(x, 0, { reverse: true }).toArray()).toEqual([[5, 7, 9], [4, 5, 6]]);
  expect(cumulativeSum(tensor([[[1], [2]], [[3], [4]]]), 1).toArray()).toEqual([[[1], [3]], [[3], [7]]]);
});

test('cumulativeSum rounds after every addition, in order', () => {
  const x = unevenTensor(3, [50]);
  let total = 0;
  expect(cumulativeSum(x).data).toEqual(Float32Array.from(x.data, (value) => (total = Math.fround(total + value))));
});

test('cumulativeSum in reverse is the cumulative sum of the reversed, reversed', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.integer({ min: 0, max: 2 }), (seed, axis) => {
      const x = unevenTensor(seed, [2, 3, 4]);
      expect(whole(cumulativeSum(x, axis, { reverse: true }))).toEqual(whole(flip(cumulativeSum(flip(x, axis), axis), axis)));
    }),
  );
});

test('cumulativeSum takes integers, which wrap, and no elements; a scalar is refused', () => {
  expect(cumulativeSum(tensor([2147483647, 1], { dtype: 'int32' })).toArray()).toEqual([2147483647, -2147483648]);
  expect(cumulativeSum(zeros([2, 0])).shape).toEqual([2, 0]);
  expect(cumulativeSum(zeros([0, 2]), 0).shape).toEqual([0, 2]);
  expect(refusal(() => cumulativeSum(tensor(1)))).toBe('ShapeError: cumulativeSum: no such axis: axis -1 of []; a scalar has no axes');
});
