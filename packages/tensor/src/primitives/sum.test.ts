import { describe, expect, test } from 'vitest';
import { tensor, zeros } from '../operations/create.js';
import { reshape, transpose } from '../operations/movement.js';
import { sum } from '../operations/reduce.js';
import { hex, unevenTensor, whole } from '../testing/bits.js';
import { refusal } from '../testing/refusal.js';

/** The definition, written down once more without regard to speed. */
function sumInLanes(terms: ArrayLike<number>): number {
  const [p0, p1, p2, p3, p4, p5, p6, p7] = Array.from({ length: 8 }, (_, lane) => {
    let partial = 0;
    for (let j = lane; j < terms.length; j += 8) partial = Math.fround(partial + terms[j]);
    return partial;
  });
  const r = Math.fround;
  return r(r(r(p0 + p4) + r(p2 + p6)) + r(r(p1 + p5) + r(p3 + p7)));
}

describe('sum', () => {
  test.each([0, 1, 2, 7, 8, 9, 15, 16, 17, 100, 1001])('adds %i float32 terms in eight lanes, each addition rounded', (count) => {
    const x = unevenTensor(count, [count]);
    expect(hex(sum(x).data)).toBe(hex([sumInLanes(x.data)]));
  });

  test('depends on that order: one after the other gives another number', () => {
    const x = unevenTensor(1, [1001]);
    const inTurn = Array.from(x.data).reduce((total, value) => Math.fround(total + value), 0);
    expect(sum(x).item()).not.toBe(inTurn);
  });

  test('numbers the terms row-major over the axes that are summed', () => {
    const x = unevenTensor(5, [3, 5, 7]);
    const column = (i: number, j: number, k: number): number => x.data[(i * 5 + j) * 7 + k];
    const middle = Array.from({ length: 21 }, (_, at) => sumInLanes(Array.from({ length: 5 }, (_, j) => column(Math.floor(at / 7), j, at % 7))));
    expect(hex(sum(x, 1).data)).toBe(hex(middle));
    const outer = Array.from({ length: 5 }, (_, j) => sumInLanes(Array.from({ length: 21 }, (_, at) => column(Math.floor(at / 7), j, at % 7))));
    expect(hex(sum(x, [0, 2]).data)).toBe(hex(outer));
    expect(hex(sum(x, [0, 1, 2]).data)).toBe(hex([sumInLanes(x.data)]));
  });

  test('has the same order whatever the memory layout of the axis', () => {
    const x = unevenTensor(6, [40, 3]);
    expect(whole(sum(x, 0))).toEqual(whole(sum(transpose(x), 1)));
  });

  test('starts every lane at +0, so that −0 becomes 0 and nothing at all is 0', () => {
    expect(sum(tensor([-0, -0])).item()).toBe(0);
    expect(sum(zeros([2, 0]), 1).toArray()).toEqual([0, 0]);
    expect(sum(tensor([-0, 5]), []).toArray()).toEqual([0, 5]);
  });

  test('keeps reduced axes with keepDims, and takes negative axes in any order', () => {
    const x = tensor([[1, 2, 3], [4, 5, 6]]);
    expect(sum(x, 0).toArray()).toEqual([5, 7, 9]);
    expect(sum(x, -1, { keepDims: true }).toArray()).toEqual([[6], [15]]);
    expect(sum(x, [1, 0]).toArray()).toBe(21);
    expect(sum(x, [-1, -2], { keepDims: true }).toArray()).toEqual([[21]]);
  });

  test('of integers wraps, of float64 is not rounded', () => {
    expect(sum(tensor([2147483647, 1], { dtype: 'int32' })).item()).toBe(-2147483648);
    expect(sum(tensor([4294967295, 2], { dtype: 'uint32' })).item()).toBe(1);
    expect(sum(tensor([0.1, 0.2], { dtype: 'float64' })).item()).toBe(0.1 + 0.2);
  });

  test('is NaN or infinite where a term is', () => {
    expect(sum(tensor([1, NaN])).item()).toBeNaN();
    expect(sum(tensor([1, Infinity])).item()).toBe(Infinity);
    expect(sum(tensor([-Infinity, Infinity])).item()).toBeNaN();
  });

  test('refuses bool, and axes that are not there or given twice', () => {
    expect(refusal(() => sum(tensor([true])))).toBe(
      'DTypeError: sum: wrong dtype: a is bool[1]; float32, float64, int32 or uint32 is expected; cast(a, …) converts',
    );
    expect(refusal(() => sum(zeros([2, 3]), 2))).toBe('ShapeError: sum: no such axis: axis 2 of [2, 3]; an axis must be an integer from -2 to 1');
    expect(refusal(() => sum(zeros([]), 0))).toBe('ShapeError: sum: no such axis: axis 0 of []; a scalar has no axes');
    expect(refusal(() => sum(reshape(zeros([6]), [2, 3]), [1, -1]))).toBe(
      'ShapeError: sum: bad axes: axes [1, 1] of [2, 3]; axes must be distinct, rising and from 0 to 1',
    );
  });
});
