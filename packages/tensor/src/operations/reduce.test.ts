import { describe, expect, test } from 'vitest';
import { unevenTensor, whole } from '../testing/bits.js';
import { refusal } from '../testing/refusal.js';
import { tensor, zeros } from './create.js';
import { cast, div, exp, log } from './elementwise.js';
import { oneHot } from './indices.js';
import { mean, min, sum, variance } from './reduce.js';
import { layerNorm, logSoftmax, logSumExp, softmax } from './softmax.js';

const close = (given: number[], expected: number[]): void => given.forEach((value, index) => expect(value).toBeCloseTo(expected[index], 6));

describe('mean', () => {
  test('divides the sum by the number of elements', () => {
    const x = tensor([[1, 2, 3], [4, 5, 9]]);
    expect([mean(x).item(), mean(x, 0).toArray(), mean(x, -1, { keepDims: true }).toArray()]).toEqual([4, [2.5, 3.5, 6], [[2], [6]]]);
    expect(whole(mean(x, [0, 1]))).toEqual(whole(div(sum(x), 6)));
  });

  test('is NaN of nothing, and refuses integers and axes that are not there', () => {
    expect(mean(zeros([0])).item()).toBeNaN();
    expect(refusal(() => mean(tensor([1, 2], { dtype: 'int32' })))).toBe(
      'DTypeError: div: wrong dtype: a is int32[]; float32 or float64 is expected; cast(a, …) converts',
    );
    expect(refusal(() => mean(zeros([2]), 1))).toBe('ShapeError: mean: no such axis: axis 1 of [2]; an axis must be an integer from -1 to 0');
  });
});

describe('softmax and logarithms of sums', () => {
  const x = tensor([[1, 2, 3], [-1, 0, 5]]);

  test('agree with their definitions', () => {
    const rows = [[1, 2, 3], [-1, 0, 5]].map((row) => {
      const total = row.reduce((sumSoFar, value) => sumSoFar + Math.exp(value), 0);
      return { soft: row.map((value) => Math.exp(value) / total), total: Math.log(total) };
    });
    close(Array.from(softmax(x).data), rows.flatMap(({ soft }) => soft));
    close(Array.from(logSoftmax(x).data), rows.flatMap(({ soft }) => soft.map(Math.log)));
    close(Array.from(logSumExp(x).data), rows.map(({ total }) => total));
  });

  test('work along any axis, with and without it kept', () => {
    expect([logSumExp(x, 0).shape, logSumExp(x, 0, { keepDims: true }).shape, softmax(x, 0).shape]).toEqual([[3], [1, 3], [2, 3]]);
    close(Array.from(sum(softmax(unevenTensor(1, [4, 5, 6]), 1), 1).data), new Array<number>(24).fill(1));
  });

  test('do not overflow', () => {
    const large = tensor([1e30, 1e30, -1e30]);
    expect(softmax(large).toArray()).toEqual([0.5, 0.5, 0]);
    expect(logSumExp(large).item()).toBe(Math.fround(1e30));
    expect(logSoftmax(tensor([100, -100])).toArray()).toEqual([0, -200]);
  });

  test('are −∞ and 0 for an element that is −∞', () => {
    expect(softmax(tensor([-Infinity, 0])).toArray()).toEqual([0, 1]);
    expect(logSoftmax(tensor([-Infinity, 0])).toArray()).toEqual([-Infinity, 0]);
    expect(logSumExp(tensor([-Infinity, 0])).item()).toBe(0);
  });

  test('take float64', () => {
    const y = cast(x, 'float64');
    expect(logSumExp(y).dtype).toBe('float64');
    expect(Math.abs(log(sum(exp(y), 1)).data[0] - logSumExp(y).data[0])).toBeLessThan(1e-14);
  });
});

describe('oneHot', () => {
  test('is 1 at the index, and 0 everywhere for an index outside', () => {
    const indices = tensor([[0, 2], [-1, 3]], { dtype: 'int32' });
    expect(oneHot(indices, 3).toArray()).toEqual([[[1, 0, 0], [0, 0, 1]], [[0, 0, 0], [0, 0, 0]]]);
    expect(whole(oneHot(tensor(1, { dtype: 'int32' }), 2, 'float64'))).toEqual(whole(tensor([0, 1], { dtype: 'float64' })));
  });

  test('refuses indices that are no int32', () => {
    expect(refusal(() => oneHot(tensor([1]), 2))).toBe(
      "DTypeError: equal: dtypes differ: a is float32[1, 1], b is int32[2]; both must have the same dtype, nothing is converted in silence; cast(b, 'float32') converts b",
    );
  });
});

describe('variance', () => {
  const x = tensor([[1, 2, 3, 6], [2, 2, 2, 2]]);

  test('divides by n − 1 unless the correction says otherwise, as in PyTorch', () => {
    expect(variance(x, 1).toArray()).toEqual([Math.fround(14 / 3), 0]);
    expect(variance(x, 1, { correction: 0, keepDims: true }).toArray()).toEqual([[3.5], [0]]);
    expect(variance(tensor([1, 3])).item()).toBe(2);
    expect(variance(tensor([[1, 3], [5, 9]]), 0).toArray()).toEqual([8, 18]);
  });

  test('of a single element is NaN, not 0', () => expect(variance(tensor([5])).item()).toBeNaN());
});

test('min takes the smallest over axes, or over all', () => {
  const x = tensor([[[1, 9], [-3, 4]], [[5, 6], [7, -8]]]);
  expect([min(x).item(), min(x, 0).toArray(), min(x, [0, -1]).toArray()]).toEqual([-8, [[1, 6], [-3, -8]], [1, -8]]);
  expect(min(tensor([1, NaN])).item()).toBeNaN();
});

test('logSumExp of nothing but −∞ is −∞, with a finite number beside it that number, and of ∞ it is ∞', () => {
  expect(logSumExp(tensor([[-Infinity, -Infinity], [-Infinity, 3]])).toArray()).toEqual([-Infinity, 3]);
  expect(logSumExp(tensor([[Infinity, 3], [Infinity, -Infinity], [Infinity, NaN]])).toArray()).toEqual([Infinity, Infinity, NaN]);
});

test('layerNorm has mean 0 and deviation 1 along the last axis, then weight and bias', () => {
  const x = tensor([[1, 2, 3, 6]], { dtype: 'float64' });
  const plain = layerNorm(x, { epsilon: 0 });
  expect(mean(plain).item()).toBeCloseTo(0, 15);
  expect(variance(plain, -1, { correction: 0 }).item()).toBeCloseTo(1, 14);
  const weight = tensor([1, 2, 3, 4], { dtype: 'float64' });
  const bias = tensor([0, 1, 0, -1], { dtype: 'float64' });
  const [a, b, c, d] = plain.data;
  expect(layerNorm(x, { weight, bias, epsilon: 0 }).toArray()).toEqual([[a, b * 2 + 1, c * 3, d * 4 - 1]]);
});
