import { describe, expect, test } from 'vitest';
import { apply } from '../apply.js';
import { dtypes } from '../dtype.js';
import { tensor, zeros } from '../operations/create.js';
import { iota } from '../operations/indices.js';
import { whole } from '../testing/bits.js';
import { refusal } from '../testing/refusal.js';

const matrix = tensor([[1, 2, 3], [4, 5, 6]]);
const cube = tensor([[[1, 2], [3, 4], [5, 6]], [[7, 8], [9, 10], [11, 12]]]);

describe('broadcast', () => {
  const broadcast = (values: Parameters<typeof tensor>[0], shape: number[]): unknown => apply('broadcast', { shape }, [tensor(values)])[0].toArray();

  test('repeats along axes of size 1 and new leading axes', () => {
    expect(broadcast(7, [2, 2])).toEqual([[7, 7], [7, 7]]);
    expect(broadcast([1, 2], [2, 2])).toEqual([[1, 2], [1, 2]]);
    expect(broadcast([[1], [2]], [2, 2])).toEqual([[1, 1], [2, 2]]);
    expect(broadcast([[[1, 2]], [[3, 4]]], [2, 2, 2])).toEqual([[[1, 2], [1, 2]], [[3, 4], [3, 4]]]);
    expect(broadcast([[1], [2]], [2, 2, 1])).toEqual([[[1], [2]], [[1], [2]]]);
  });

  test('makes nothing of something along an axis of size 0', () => expect(broadcast([[1], [2]], [2, 0])).toEqual([[], []]));

  test('refuses a shape that does not stretch', () => {
    const form = (given: string): string =>
      `ShapeError: broadcast: shape does not stretch: ${given}; from the last axis backwards, a's size must be 1 or the new one`;
    expect(refusal(() => broadcast([1, 2], [2, 3]))).toBe(form('a is [2], the new shape is [2, 3]'));
    expect(refusal(() => broadcast([[1, 2]], [2]))).toBe(form('a is [1, 2], the new shape is [2]'));
    expect(refusal(() => broadcast(1, [-1]))).toBe('ShapeError: broadcast: not a shape: [-1]; a shape is an array of whole numbers, each 0 or more');
  });
});

describe('concat', () => {
  const concat = (axis: number, ...parts: Parameters<typeof tensor>[0][]): unknown => apply('concat', { axis }, parts.map((part) => tensor(part)))[0].toArray();

  test('lays operands one after the other along any axis', () => {
    expect(concat(0, [1], [2, 3], [4])).toEqual([1, 2, 3, 4]);
    expect(concat(1, [[1], [2]], [[3, 4], [5, 6]])).toEqual([[1, 3, 4], [2, 5, 6]]);
    expect(concat(1, [[[1, 2]], [[3, 4]]], [[[5, 6]], [[7, 8]]])).toEqual([[[1, 2], [5, 6]], [[3, 4], [7, 8]]]);
    expect(concat(0, [], [1])).toEqual([1]);
  });

  test('refuses other axes that differ, other dtypes, no operand', () => {
    expect(refusal(() => concat(0, [[1, 2]], [[1]]))).toBe(
      'ShapeError: concat: shapes do not join: along axis 0: [1, 2], [1, 1]; all axes but that one must be equal',
    );
    expect(refusal(() => concat(0, 1, 2))).toBe('ShapeError: concat: shapes do not join: along axis 0: [], []; all axes but that one must be equal');
    expect(refusal(() => concat(0, [1], [true]))).toBe(
      "DTypeError: concat: dtypes differ: a is float32[1], b is bool[1]; both must have the same dtype, nothing is converted in silence; cast(b, 'float32') converts b",
    );
    expect(refusal(() => concat(0))).toBe('ProgramError: concat: wrong number of operands: 0; (a, …more) is expected');
  });
});

describe('pad', () => {
  const pad = (before: number[], after: number[]): unknown => apply('pad', { before, after }, [matrix])[0].toArray();

  test('adds zeros around', () => {
    expect(pad([0, 0], [0, 0])).toEqual(matrix.toArray());
    expect(pad([1, 0], [0, 2])).toEqual([[0, 0, 0, 0, 0], [1, 2, 3, 0, 0], [4, 5, 6, 0, 0]]);
    expect(apply('pad', { before: [1], after: [1] }, [tensor([true])])[0].toArray()).toEqual([false, true, false]);
  });

  test('refuses lists of another length and negative numbers', () => {
    const form = (given: string): string => `ShapeError: pad: bad padding: ${given} for [2, 3]; each needs 2 whole numbers, 0 or more`;
    expect(refusal(() => pad([1], [0, 0]))).toBe(form('before [1], after [0, 0]'));
    expect(refusal(() => pad([1, -1], [0, 0]))).toBe(form('before [1, -1], after [0, 0]'));
    expect(refusal(() => pad([0, 0], [0, 0.5]))).toBe(form('before [0, 0], after [0, 0.5]'));
  });
});

describe('reshape', () => {
  test('keeps the elements in row-major order', () => {
    expect(apply('reshape', { shape: [3, 2] }, [matrix])[0].toArray()).toEqual([[1, 2], [3, 4], [5, 6]]);
    expect(apply('reshape', { shape: [] }, [tensor([[3]])])[0].toArray()).toBe(3);
  });

  test('refuses another number of elements', () => {
    expect(refusal(() => apply('reshape', { shape: [4] }, [matrix]))).toBe(
      'ShapeError: reshape: element counts differ: a is [2, 3] with 6 elements, the new shape [4] has 4; both must hold as many elements',
    );
  });
});

describe('reverse', () => {
  const reverse = (axes: number[]): unknown => apply('reverse', { axes }, [cube])[0].toArray();

  test('turns axes round', () => {
    expect(reverse([])).toEqual(cube.toArray());
    expect(reverse([0])).toEqual([[[7, 8], [9, 10], [11, 12]], [[1, 2], [3, 4], [5, 6]]]);
    expect(reverse([1, 2])).toEqual([[[6, 5], [4, 3], [2, 1]], [[12, 11], [10, 9], [8, 7]]]);
  });

  test('refuses axes that are not there, or out of order', () => {
    expect(refusal(() => reverse([1, 0]))).toBe('ShapeError: reverse: bad axes: axes [1, 0] of [2, 3, 2]; axes must be distinct, rising and from 0 to 2');
    expect(refusal(() => reverse([3]))).toBe('ShapeError: reverse: bad axes: axes [3] of [2, 3, 2]; axes must be distinct, rising and from 0 to 2');
  });
});

describe('slice', () => {
  const slice = (starts: number[], ends: number[]): unknown => apply('slice', { starts, ends }, [cube])[0].toArray();

  test('takes a block', () => {
    expect(slice([0, 0, 0], [2, 3, 2])).toEqual(cube.toArray());
    expect(slice([1, 1, 0], [2, 3, 1])).toEqual([[[9], [11]]]);
    expect(slice([2, 0, 0], [2, 1, 2])).toEqual([]);
  });

  test('refuses a block that does not fit', () => {
    const form = (given: string): string => `ShapeError: slice: block does not fit: ${given} of [2, 3, 2]; for every axis, whole numbers 0 ≤ start ≤ end ≤ size`;
    expect(refusal(() => slice([0, 0, 0], [3, 3, 2]))).toBe(form('from [0, 0, 0] to [3, 3, 2]'));
    expect(refusal(() => slice([1, 0, 0], [0, 3, 2]))).toBe(form('from [1, 0, 0] to [0, 3, 2]'));
    expect(refusal(() => slice([0.5, 0, 0], [1, 3, 2]))).toBe(form('from [0.5, 0, 0] to [1, 3, 2]'));
    expect(refusal(() => slice([0], [1]))).toBe(form('from [0] to [1]'));
  });
});

describe('transpose', () => {
  const transpose = (axes: number[]): unknown => apply('transpose', { axes }, [cube])[0].toArray();

  test('puts axis axes[k] of a at axis k', () => {
    expect(transpose([0, 2, 1])).toEqual([[[1, 3, 5], [2, 4, 6]], [[7, 9, 11], [8, 10, 12]]]);
    expect(transpose([1, 2, 0])).toEqual([[[1, 7], [2, 8]], [[3, 9], [4, 10]], [[5, 11], [6, 12]]]);
  });

  test('refuses what is no order of the axes', () => {
    const form = (axes: string): string => `ShapeError: transpose: not an order of the axes: axes [${axes}] for [2, 3, 2]; each of 0 to 2 must occur once`;
    expect(refusal(() => transpose([0, 1]))).toBe(form('0, 1'));
    expect(refusal(() => transpose([0, 1, 1]))).toBe(form('0, 1, 1'));
  });
});

test('iota counts along the last axis', () => {
  expect(whole(iota([2, 3]))).toEqual(whole(tensor([[0, 1, 2], [0, 1, 2]], { dtype: 'int32' })));
  expect([iota([]).toArray(), iota([0]).toArray(), iota([2, 0]).toArray()]).toEqual([0, [], [[], []]]);
  expect(refusal(() => iota([1.5]))).toBe('ShapeError: iota: not a shape: [1.5]; a shape is an array of whole numbers, each 0 or more');
});

test.each(dtypes)('movement keeps the dtype %s', (dtype) => {
  const x = zeros([2, 2], dtype);
  const results = [
    apply('broadcast', { shape: [3, 2, 2] }, [x]),
    apply('concat', { axis: 0 }, [x, x]),
    apply('pad', { before: [0, 0], after: [0, 1] }, [x]),
    apply('reshape', { shape: [4] }, [x]),
    apply('reverse', { axes: [0] }, [x]),
    apply('slice', { starts: [0, 0], ends: [1, 1] }, [x]),
    apply('transpose', { axes: [1, 0] }, [x]),
  ].flat();
  expect(new Set(results.map((result) => result.dtype))).toEqual(new Set([dtype]));
});
