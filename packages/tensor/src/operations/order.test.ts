import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusal } from '../testing/refusal.js';
import { trace } from '../trace.js';
import { tensor } from './create.js';
import { sort, topK } from './order.js';
import { argmax } from './reduce.js';

test('sort orders along any axis, equal elements as they were, NaN last when rising and first when falling', () => {
  const x = tensor([[3, 1, 2], [NaN, 5, 5]]);
  expect(sort(x).values.toArray()).toEqual([[1, 2, 3], [5, 5, NaN]]);
  expect(sort(x).indices.toArray()).toEqual([[1, 2, 0], [1, 2, 0]]);
  expect(sort(x, -1, { descending: true }).indices.toArray()).toEqual([[0, 2, 1], [0, 1, 2]]);
  expect(sort(tensor([[3, 1], [2, 4], [1, 9]]), 0).values.toArray()).toEqual([[1, 1], [2, 4], [3, 9]]);
  expect(sort(tensor([[[3], [1]], [[2], [4]]]), 1).indices.toArray()).toEqual([[[1], [0]], [[0], [1]]]);
});

test('sort agrees with Array.sort, and its indices say where each element was', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ noNaN: true }), { minLength: 1, maxLength: 40 }), (numbers) => {
      const { values, indices } = sort(tensor(numbers));
      // −0 and 0 are equal and stay as they were.
      const unsigned = (list: Iterable<number>): number[] => Array.from(list, (x) => x + 0);
      expect(unsigned(values.data)).toEqual(unsigned([...numbers].sort((a, b) => a - b)));
      expect([...indices.data].map((index) => numbers[index])).toEqual([...values.data]);
    }),
  );
});

test('topK gives the greatest first', () => {
  const { values, indices } = topK(tensor([[0.1, 0.7, 0.2], [5, 4, 6]]), 2);
  expect([values.toArray(), indices.toArray()]).toEqual([[[0.7, 0.2].map(Math.fround), [6, 5]], [[1, 2], [2, 0]]]);
  expect(refusal(() => topK(tensor([1, 2]), 3))).toBe('ValueError: topK: k out of range: 3; a whole number from 1 to 2 is expected');
});

test('sort and topK run on the host only', () => {
  expect(() => trace((x) => [sort(x).values], [{ shape: [3], dtype: 'float32' }])).toThrow('traced tensor has no elements yet');
});

test('argmax is the first of the greatest, or the first NaN', () => {
  const x = tensor([[1, 3, 3], [9, 2, 4], [0, NaN, NaN]]);
  expect(argmax(x).toArray()).toEqual([1, 0, 1]);
  expect(argmax(x, 0).toArray()).toEqual([1, 2, 2]);
  expect(argmax(x, 1, { keepDims: true }).shape).toEqual([3, 1]);
  expect(argmax(tensor([4, 7], { dtype: 'int32' })).item()).toBe(1);
});
