import { expect, test } from 'vitest';
import { tensor, zeros } from '../operations/create.js';
import { max } from '../operations/reduce.js';
import { refusal } from '../testing/refusal.js';

test('max takes the greatest over axes, or over all', () => {
  const x = tensor([[[1, 9], [-3, 4]], [[5, 6], [7, -8]]]);
  expect(max(x).item()).toBe(9);
  expect(max(x, 0).toArray()).toEqual([[5, 9], [7, 4]]);
  expect(max(x, [0, -1]).toArray()).toEqual([9, 7]);
  expect(max(x, 1, { keepDims: true }).toArray()).toEqual([[[1, 9]], [[7, 6]]]);
  expect(max(x, []).toArray()).toEqual(x.toArray());
});

test('max is NaN if any element is, and +0 beside −0', () => {
  expect(max(tensor([[1, NaN, 3], [-0, 0, -0], [-Infinity, -Infinity, -Infinity]]), 1).toArray()).toEqual([NaN, 0, -Infinity]);
});

test('max takes integers, unsigned ones unsigned', () => {
  expect(max(tensor([-5, -3], { dtype: 'int32' })).item()).toBe(-3);
  expect(max(tensor([4294967295, 3], { dtype: 'uint32' })).item()).toBe(4294967295);
});

test('max over no elements is refused, over another axis it is empty', () => {
  expect(refusal(() => max(zeros([2, 0]), 1))).toBe('ShapeError: max: nothing to compare: axes [1] of [2, 0]; every such axis needs an element');
  expect(max(zeros([2, 0]), 0).shape).toEqual([0]);
});

test('max refuses bool', () => {
  expect(refusal(() => max(tensor([true])))).toBe(
    'DTypeError: max: wrong dtype: a is bool[1]; float32, float64, int32 or uint32 is expected; cast(a, …) converts',
  );
});
