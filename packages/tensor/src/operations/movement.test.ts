import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unevenTensor, whole } from '../testing/bits.js';
import { refusal } from '../testing/refusal.js';
import { tensor, zeros } from './create.js';
import { concat, expandDims, flip, pad, reshape, slice, split, stack, transpose } from './movement.js';

const matrix = tensor([[1, 2, 3], [4, 5, 6]]);
const noAxis = (operation: string, axis: number): string =>
  `ShapeError: ${operation}: no such axis: axis ${axis} of [2, 3]; an axis must be an integer from -2 to 1`;

describe('reshape', () => {
  test('works out one size', () => {
    expect(reshape(matrix, [-1]).shape).toEqual([6]);
    expect(reshape(matrix, [3, -1]).toArray()).toEqual([[1, 2], [3, 4], [5, 6]]);
    expect(reshape(zeros([0, 3]), [-1, 3]).shape).toEqual([0, 3]);
    expect(reshape(matrix, [2, 3])).toBe(matrix);
  });

  test('refuses what does not work out', () => {
    expect(refusal(() => reshape(matrix, [4, -1]))).toBe(
      'ShapeError: reshape: element counts differ: [2, 3] to [4, -1]; the size in place of -1 would have to be 6 / 4',
    );
    expect(refusal(() => reshape(matrix, [-1, -1]))).toBe(
      'ShapeError: reshape: more than one size unknown: [-1, -1]; -1 is expected once at most',
    );
    expect(refusal(() => reshape(matrix, [-2, -3]))).toBe(
      'ShapeError: reshape: not a shape: [-2,-3]; a shape is an array of whole numbers, each 0 or more',
    );
  });
});

describe('transpose', () => {
  test('reverses the axes, or takes an order with axes from the back', () => {
    expect(transpose(matrix).toArray()).toEqual([[1, 4], [2, 5], [3, 6]]);
    expect(transpose(zeros([2, 3, 4]), [0, -1, 1]).shape).toEqual([2, 4, 3]);
    expect(transpose(tensor(1)).toArray()).toBe(1);
  });

  test('back again is the tensor', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (axes) => {
        const x = unevenTensor(1, [2, 3, 1, 4]);
        const back = axes.map((_, axis) => axes.indexOf(axis));
        expect(whole(transpose(transpose(x, axes), back))).toEqual(whole(x));
      }),
    );
  });

  test('refuses axes that are not there', () => expect(refusal(() => transpose(matrix, [0, 2]))).toBe(noAxis('transpose', 2)));
});

describe('slice', () => {
  test('takes elements along one axis, positions from the end included', () => {
    expect(slice(matrix, 1, 1).toArray()).toEqual([[2, 3], [5, 6]]);
    expect(slice(matrix, -1, 0, 2).toArray()).toEqual([[1, 2], [4, 5]]);
    expect(slice(matrix, 1, -2, -1).toArray()).toEqual([[2], [5]]);
    expect(slice(matrix, 0, 1, 1).toArray()).toEqual([]);
  });

  test('refuses a block that does not fit', () => {
    const form = (given: string): string => `ShapeError: slice: block does not fit: ${given} of [2, 3]; for every axis, whole numbers 0 ≤ start ≤ end ≤ size`;
    expect(refusal(() => slice(matrix, 1, 0, 4))).toBe(form('from [0, 0] to [2, 4]'));
    expect(refusal(() => slice(matrix, 1, -4))).toBe(form('from [0, -1] to [2, 3]'));
    expect(refusal(() => slice(matrix, 1, 2, 1))).toBe(form('from [0, 2] to [2, 1]'));
    expect(refusal(() => slice(matrix, 1, 0.5))).toBe(form('from [0, 0.5] to [2, 3]'));
    expect(refusal(() => slice(matrix, 2, 0))).toBe(noAxis('slice', 2));
  });
});

test('pad adds zeros, and the list given may change afterwards', () => {
  const before = [1];
  const padded = pad(tensor([5]), before, [2]);
  before[0] = 9;
  expect(padded.toArray()).toEqual([0, 5, 0, 0]);
});

describe('concat and stack', () => {
  test('join along an old and a new axis', () => {
    expect(concat([matrix, matrix], -1).toArray()).toEqual([[1, 2, 3, 1, 2, 3], [4, 5, 6, 4, 5, 6]]);
    expect(concat([matrix])).toBe(matrix);
    expect(stack([tensor([1, 2]), tensor([3, 4])]).toArray()).toEqual([[1, 2], [3, 4]]);
    expect(stack([tensor([1, 2]), tensor([3, 4])], -1).toArray()).toEqual([[1, 3], [2, 4]]);
    expect(stack([tensor(7)]).toArray()).toEqual([7]);
  });

  test('refuse an empty list, shapes and dtypes that do not join, axes that are not there', () => {
    expect(refusal(() => concat([]))).toBe('ShapeError: concat: nothing to join: an empty list; one tensor or more is expected');
    expect(refusal(() => concat([matrix, zeros([3, 2])]))).toBe(
      'ShapeError: concat: shapes do not join: along axis 0: [2, 3], [3, 2]; all axes but that one must be equal',
    );
    expect(refusal(() => concat([matrix, zeros([3])]))).toBe('ShapeError: concat: shapes do not join: along axis 0: [2, 3], [3]; all axes but that one must be equal');
    expect(refusal(() => concat([matrix, zeros([2, 3], 'int32')]))).toBe(
      "DTypeError: concat: dtypes differ: a is float32[2, 3], b is int32[2, 3]; both must have the same dtype, nothing is converted in silence; cast(b, 'float32') converts b",
    );
    expect(refusal(() => concat([matrix, matrix], 2))).toBe(noAxis('concat', 2));
  });
});

describe('split', () => {
  test('cuts into equal parts, which concat joins again', () => {
    expect(split(matrix, 3, 1).map((part) => part.toArray())).toEqual([[[1], [4]], [[2], [5]], [[3], [6]]]);
    expect(whole(concat(split(matrix, 2, -2)))).toEqual(whole(matrix));
    expect(split(zeros([0, 2]), 2, 0).map(({ shape }) => shape)).toEqual([[0, 2], [0, 2]]);
  });

  test('refuses parts that are not equal, and numbers of parts that are none', () => {
    for (const parts of [2, 0, -1, 1.5]) {
      expect(refusal(() => split(matrix, parts, 1))).toBe(
        `ShapeError: split: parts are not equal: ${parts} parts of axis 1 of [2, 3]; a whole number of parts is expected that divides 3`,
      );
    }
  });
});

describe('expandDims', () => {
  test('adds an axis of size 1 anywhere', () => {
    expect([0, 1, 2, -1, -3].map((axis) => expandDims(matrix, axis).shape)).toEqual([[1, 2, 3], [2, 1, 3], [2, 3, 1], [2, 3, 1], [1, 2, 3]]);
  });

  test.each([3, -4, 0.5])('refuses the place %d', (axis) => {
    expect(refusal(() => expandDims(matrix, axis))).toBe(`ShapeError: expandDims: no such place: axis ${axis} for [2, 3]; an integer from -3 to 2 is expected`);
  });
});

describe('flip', () => {
  test('turns one axis or several round', () => {
    expect(flip(matrix, 1).toArray()).toEqual([[3, 2, 1], [6, 5, 4]]);
    expect(flip(matrix, [-1, 0]).toArray()).toEqual([[6, 5, 4], [3, 2, 1]]);
    expect(whole(flip(zeros([0, 2]), 0))).toEqual(whole(zeros([0, 2])));
  });

  test('refuses an axis that is not there, or given twice', () => {
    expect(refusal(() => flip(matrix, 2))).toBe(noAxis('flip', 2));
    expect(refusal(() => flip(matrix, [0, -2]))).toBe('ShapeError: reverse: bad axes: axes [0, 0] of [2, 3]; axes must be distinct, rising and from 0 to 1');
  });
});

describe('slice with a step', () => {
  const row = tensor([0, 1, 2, 3, 4, 5, 6]);

  test('takes every second or third element, from anywhere to anywhere', () => {
    expect(slice(row, 0, 0, 7, 2).toArray()).toEqual([0, 2, 4, 6]);
    expect(slice(row, 0, 1, 7, 2).toArray()).toEqual([1, 3, 5]);
    expect(slice(row, 0, 1, -1, 3).toArray()).toEqual([1, 4]);
    expect(slice(row, 0, 0, 7, 10).toArray()).toEqual([0]);
    expect(slice(matrix, 1, 0, 3, 2).toArray()).toEqual([[1, 3], [4, 6]]);
    expect(slice(matrix, 0, 0, 2, 2).toArray()).toEqual([[1, 2, 3]]);
  });

  test('refuses a step that is none', () => {
    for (const step of [0, -1, 1.5]) {
      expect(refusal(() => slice(row, 0, 0, 7, step))).toBe(
        `ValueError: slice: not a step: ${step}; a whole number above 0 is expected; flip turns the order round`,
      );
    }
  });
});

test('concat refuses an axis that is none, for a single part too', () => {
  expect(refusal(() => concat([matrix], 2))).toBe(noAxis('concat', 2));
});

test('reshape refuses what is no shape', () => {
  expect(refusal(() => reshape(matrix, 6 as never))).toBe('ShapeError: reshape: not a shape: 6; a shape is an array of whole numbers, each 0 or more');
});
