import { describe, expect, test } from 'vitest';
import { tensor, zeros } from '../operations/create.js';
import { gather, scatterAdd } from '../operations/linear.js';
import type { NestedArray } from '../tensor.js';
import { refusal } from '../testing/refusal.js';

const int = (values: NestedArray): ReturnType<typeof tensor> => tensor(values, { dtype: 'int32' });
const table = tensor([[1, 2], [3, 4], [5, 6]]);

describe('gather', () => {
  test('takes rows by number, in any order, again and again', () => {
    expect(gather(table, int([2, 0, 2])).toArray()).toEqual([[5, 6], [1, 2], [5, 6]]);
    expect(gather(table, int([[1], [0]])).toArray()).toEqual([[[3, 4]], [[1, 2]]]);
    expect(gather(table, int(1)).toArray()).toEqual([3, 4]);
    expect(gather(tensor([true, false]), int([1, 0])).toArray()).toEqual([false, true]);
    expect(gather(table, int([])).shape).toEqual([0, 2]);
  });

  test('refuses an index outside the table', () => {
    const form = (given: string): string => `ValueError: gather: index out of range: ${given}; indices must be from 0 to 2`;
    expect(refusal(() => gather(table, int([0, 3])))).toBe(form('index 3 at position 1'));
    expect(refusal(() => gather(table, int([-1])))).toBe(form('index -1 at position 0'));
    expect(refusal(() => gather(zeros([0, 2]), int(0)))).toBe('ValueError: gather: index out of range: index 0 at position 0; indices must be from 0 to -1');
  });

  test('refuses indices that are no int32, and a table without rows', () => {
    expect(refusal(() => gather(table, tensor([1, 2])))).toBe(
      "DTypeError: gather: wrong dtype: indices are float32[2]; int32 is expected; cast(indices, 'int32') converts",
    );
    expect(refusal(() => gather(tensor(1), int([0])))).toBe('ShapeError: gather: table has no rows: table is float32[]; a table has at least one axis');
  });
});

describe('scatterAdd', () => {
  test('adds rows where the indices say, zeros elsewhere', () => {
    expect(scatterAdd(int([2, 0, 2]), table, 4).toArray()).toEqual([[3, 4], [0, 0], [6, 8], [0, 0]]);
    expect(scatterAdd(int([[0], [1]]), tensor([[5], [6]]), 2).toArray()).toEqual([5, 6]);
    expect(scatterAdd(int(1), tensor([7, 8]), 2).toArray()).toEqual([[0, 0], [7, 8]]);
    expect(scatterAdd(int([]), zeros([0, 2]), 1).toArray()).toEqual([[0, 0]]);
  });

  test('adds in rising order of the rows, each sum rounded', () => {
    expect(scatterAdd(int([0, 0, 0]), tensor([16777216, 1, 1]), 1).toArray()).toEqual([16777216]);
    expect(scatterAdd(int([0, 0, 0]), tensor([1, 1, 16777216]), 1).toArray()).toEqual([16777218]);
    expect(scatterAdd(int([0, 0]), tensor([2147483647, 1], { dtype: 'int32' }), 1).toArray()).toEqual([-2147483648]);
  });

  test('is the transpose of gather: Σ gather(t, i)·v = Σ t·scatterAdd(i, v)', () => {
    const [indices, values] = [int([2, 2, 0]), tensor([[1, -2], [3, 5], [7, 11]])];
    const dot = (a: ReturnType<typeof tensor>, b: ReturnType<typeof tensor>): number => Array.from(a.data).reduce((total, x, i) => total + x * b.data[i], 0);
    expect(dot(gather(table, indices), values)).toBe(dot(table, scatterAdd(indices, values, 3)));
  });

  test('refuses an index outside the rows', () => {
    expect(refusal(() => scatterAdd(int([0, 2]), zeros([2, 1]), 2))).toBe(
      'ValueError: scatterAdd: index out of range: index 2 at position 1; indices must be from 0 to 1',
    );
    expect(refusal(() => scatterAdd(int([-1]), zeros([1]), 2))).toBe(
      'ValueError: scatterAdd: index out of range: index -1 at position 0; indices must be from 0 to 1',
    );
  });

  test('refuses shapes, dtypes and a number of rows that do not fit', () => {
    expect(refusal(() => scatterAdd(int([0, 1]), zeros([3, 2]), 2))).toBe(
      "ShapeError: scatterAdd: shapes do not fit: indices are int32[2], values are float32[3, 2]; values' leading axes must be the indices' axes",
    );
    expect(refusal(() => scatterAdd(tensor([0]), zeros([1]), 2))).toBe(
      "DTypeError: scatterAdd: wrong dtype: indices are float32[1]; int32 is expected; cast(indices, 'int32') converts",
    );
    expect(refusal(() => scatterAdd(int([0]), tensor([true]), 2))).toBe(
      'DTypeError: scatterAdd: wrong dtype: values is bool[1]; float32, float64, int32 or uint32 is expected; cast(values, …) converts',
    );
    expect(refusal(() => scatterAdd(int([0]), zeros([1]), -1))).toBe(
      'ShapeError: scatterAdd: not a shape: [-1]; a shape is an array of whole numbers, each 0 or more',
    );
  });
});
