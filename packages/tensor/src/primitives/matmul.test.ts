import { describe, expect, test } from 'vitest';
import { tensor, zeros } from '../operations/create.js';
import { matmul } from '../operations/linear.js';
import { broadcastTo } from '../operations/elementwise.js';
import { reshape, transpose } from '../operations/movement.js';
import type { Tensor } from '../tensor.js';
import { hex, unevenTensor, whole } from '../testing/bits.js';
import { refusal } from '../testing/refusal.js';

/** The definition for two axes: product rounded, then added in rising order of k, rounded. */
function product(a: Tensor, b: Tensor): number[] {
  const [M, K] = a.shape;
  const N = b.shape[1];
  return Array.from({ length: M * N }, (_, at) => {
    let total = 0;
    for (let k = 0; k < K; k++) total = Math.fround(total + Math.fround(a.data[Math.floor(at / N) * K + k] * b.data[k * N + (at % N)]));
    return total;
  });
}

const flags = [false, true].flatMap((transposeA) => [false, true].map((transposeB) => ({ transposeA, transposeB })));
/** Below, at and above the tile of 4 rows × 2 columns, and no inner axis at all. */
const sizes = [[1, 1, 1], [1, 5, 3], [3, 2, 1], [4, 3, 2], [4, 7, 3], [5, 4, 2], [8, 9, 4], [9, 8, 5], [4, 0, 2], [3, 0, 3], [0, 2, 3], [2, 3, 0]];

describe('matmul', () => {
  describe.each(flags)('with %o', (options) => {
    test.each(sizes)('multiplies [%i, %i] by [·, %i], each product and each sum rounded', (M, K, N) => {
      const a = unevenTensor(M * 7 + K, [M, K]);
      const b = unevenTensor(K * 7 + N, [K, N]);
      const given = matmul(options.transposeA ? transpose(a) : a, options.transposeB ? transpose(b) : b, options);
      expect(given.shape).toEqual([M, N]);
      expect(hex(given.data)).toBe(hex(product(a, b)));
    });

    test('multiplies batch by batch', () => {
      const [a, b] = [unevenTensor(1, [2, 3, 5, 4]), unevenTensor(2, [2, 3, 4, 3])];
      const swap = [0, 1, 3, 2];
      const given = matmul(options.transposeA ? transpose(a, swap) : a, options.transposeB ? transpose(b, swap) : b, options);
      const part = (x: Tensor, index: number, shape: number[]): Tensor => tensor(x.data.slice(index * shape[0] * shape[1], (index + 1) * shape[0] * shape[1]), { shape });
      const expected = Array.from({ length: 6 }, (_, index) => product(part(a, index, [5, 4]), part(b, index, [4, 3]))).flat();
      expect(given.shape).toEqual([2, 3, 5, 3]);
      expect(hex(given.data)).toBe(hex(expected));
    });

    test('uses a b of two axes for every batch of a', () => {
      const a = unevenTensor(3, options.transposeA ? [2, 3, 4, 5] : [2, 3, 5, 4]);
      const b = unevenTensor(4, options.transposeB ? [3, 4] : [4, 3]);
      expect(whole(matmul(a, b, options))).toEqual(whole(matmul(a, broadcastTo(b, [2, 3, ...b.shape]), options)));
    });

    test('computes float64 without rounding to float32', () => {
      const values = tensor([[0.1, 0.2], [0.3, 0.4]], { dtype: 'float64' });
      const x = options.transposeA ? transpose(values) : values;
      const y = options.transposeB ? transpose(values) : values;
      expect(matmul(x, y, options).toArray()).toEqual([[0.1 * 0.1 + 0.2 * 0.3, 0.1 * 0.2 + 0.2 * 0.4], [0.3 * 0.1 + 0.4 * 0.3, 0.3 * 0.2 + 0.4 * 0.4]]);
    });
  });

  test('starts each sum at +0, and lets NaN and infinity through', () => {
    expect(matmul(tensor([[-0]]), tensor([[1]])).data[0]).toBe(0);
    expect(matmul(tensor([[0, 1]]), tensor([[Infinity], [1]])).data[0]).toBeNaN();
  });

  test('of batches without an inner axis is zero', () => {
    expect(matmul(zeros([2, 3, 0]), zeros([0, 4])).toArray()).toEqual(zeros([2, 3, 4]).toArray());
  });

  test('names the shapes that were given, with their flags', () => {
    const mend = 'transposeA and transposeB swap the last two axes';
    expect(refusal(() => matmul(zeros([2, 3]), zeros([2, 3])))).toBe(
      `ShapeError: matmul: inner sizes differ: a is [2, 3], b is [2, 3]; a's last axis must equal b's second last; ${mend}`,
    );
    expect(refusal(() => matmul(zeros([2, 3]), zeros([4, 5]), { transposeA: true, transposeB: true }))).toBe(
      `ShapeError: matmul: inner sizes differ: a is [2, 3] (transposed), b is [4, 5] (transposed); a's second last axis must equal b's last; ${mend}`,
    );
    expect(refusal(() => matmul(zeros([7, 2, 3]), zeros([4, 5])))).toBe(
      `ShapeError: matmul: inner sizes differ: a is [7, 2, 3], b is [4, 5]; a's last axis must equal b's second last; ${mend}`,
    );
  });

  test('refuses ranks and batch axes that differ', () => {
    const form = (given: string): string =>
      `ShapeError: matmul: ranks or batch axes differ: ${given}; both need two axes or more, and equal axes before the last two`;
    expect(refusal(() => matmul(zeros([3]), zeros([3])))).toBe(form('a is [3], b is [3]'));
    expect(refusal(() => matmul(zeros([2, 3]), zeros([3])))).toBe(form('a is [2, 3], b is [3]'));
    expect(refusal(() => matmul(zeros([2, 3]), zeros([5, 3, 2])))).toBe(form('a is [2, 3], b is [5, 3, 2]'));
    expect(refusal(() => matmul(zeros([4, 2, 3]), zeros([5, 3, 2])))).toBe(form('a is [4, 2, 3], b is [5, 3, 2]'));
  });

  test('refuses integers and dtypes that differ', () => {
    const integers = reshape(tensor([1, 2], { dtype: 'int32' }), [1, 2]);
    expect(refusal(() => matmul(integers, zeros([2, 1])))).toBe(
      'DTypeError: matmul: wrong dtype: a is int32[1, 2]; float32 or float64 is expected; cast(a, …) converts',
    );
    expect(refusal(() => matmul(zeros([6, 1, 2]), zeros([2, 1], 'float64')))).toBe(
      "DTypeError: matmul: dtypes differ: a is float32[6, 1, 2], b is float64[2, 1]; both must have the same dtype, nothing is converted in silence; cast(b, 'float32') converts b",
    );
  });
});
