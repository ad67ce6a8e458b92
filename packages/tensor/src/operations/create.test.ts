import { describe, expect, test } from 'vitest';
import type { DType } from '../dtype.js';
import { dtypes, isFloat } from '../dtype.js';
import type { Tensor } from '../tensor.js';
import { whole } from '../testing/bits.js';
import { refusal } from '../testing/refusal.js';
import { fromData, full, ones, tensor, zeros } from './create.js';
import { cast } from './elementwise.js';

/** What only a caller without TypeScript would pass. */
const unchecked = tensor as (values: unknown, options?: unknown) => Tensor;

describe('tensor', () => {
  test('takes a number, a boolean and nested arrays of them', () => {
    expect(whole(tensor(2.5))).toEqual({ shape: [], dtype: 'float32', data: Float32Array.of(2.5) });
    expect(whole(tensor(true))).toEqual({ shape: [], dtype: 'bool', data: Uint8Array.of(1) });
    expect(whole(tensor([[1, 2], [3, 4], [5, 6]]))).toEqual({ shape: [3, 2], dtype: 'float32', data: Float32Array.of(1, 2, 3, 4, 5, 6) });
    expect(whole(tensor([[[true]], [[false]]]))).toEqual({ shape: [2, 1, 1], dtype: 'bool', data: Uint8Array.of(1, 0) });
    expect(whole(tensor([1, true]))).toEqual({ shape: [2], dtype: 'float32', data: Float32Array.of(1, 1) });
  });

  test('takes arrays without elements', () => {
    expect([tensor([]).shape, tensor([[], []]).shape, tensor([]).dtype]).toEqual([[0], [2, 0], 'float32']);
  });

  test.each<[DType, number[]]>([
    ['float32', [Math.fround(0.1), -3, 300]],
    ['float64', [0.1, -3, 300]],
    ['bool', [1, 1, 1]],
  ])('stores elements as %s holds them', (dtype, expected) => {
    expect(Array.from(tensor([0.1, -3, 300], { dtype }).data)).toEqual(expected);
  });

  test.each([
    ['int32', 0.1],
    ['int32', 2147483648],
    ['int32', NaN],
    ['uint32', -3],
  ] as const)('refuses for %s the element %d, which it would change in silence', (dtype, element) => {
    expect(refusal(() => tensor([1, element], { dtype }))).toBe(
      `ValueError: tensor: not ${dtype}: element 1 is ${element}; a whole number in the range of ${dtype} is expected; cast(tensor(…), '${dtype}') rounds toward zero`,
    );
    expect(() => full([2], element, dtype)).toThrow(`not ${dtype}: element 0 is ${element}`);
  });

  test.each(dtypes)('keeps the dtype of a typed array of %s, and copies it', (dtype) => {
    const source = zeros([3], dtype).data;
    const x = tensor(source);
    source[0] = 1;
    expect(whole(x)).toEqual(whole(zeros([3], dtype)));
  });

  test('lays flat data out in a shape', () => {
    expect(tensor([1, 2, 3, 4, 5, 6], { shape: [2, 3] }).toArray()).toEqual([[1, 2, 3], [4, 5, 6]]);
    expect(tensor(Int32Array.of(7), { shape: [], dtype: 'float32' }).toArray()).toBe(7);
  });

  test('is not changed when the shape that was given is', () => {
    const shape = [2, 3];
    const made = [zeros(shape), tensor([1, 2, 3, 4, 5, 6], { shape }), fromData(new Float32Array(6), shape)];
    shape[0] = 9;
    expect(made.map((x) => x.shape)).toEqual([[2, 3], [2, 3], [2, 3]]);
  });

  test('refuses ragged rows, with the place', () => {
    expect(refusal(() => tensor([[1, 2], [3]]))).toBe('ShapeError: tensor: rows differ in length: values[1] has 1 elements; 2 elements are expected, as in the first row');
    expect(refusal(() => tensor([[[1], [2]], [[3], [4, 5]]]))).toBe(
      'ShapeError: tensor: rows differ in length: values[1][1] has 2 elements; 1 elements are expected, as in the first row',
    );
    expect(refusal(() => tensor([[1], 2]))).toBe('ShapeError: tensor: rows differ in length: values[1] has a single value; 1 elements are expected, as in the first row');
    expect(refusal(() => tensor([1, [2]]))).toBe('ShapeError: tensor: rows differ in length: values[1] has 1 elements; a single value is expected');
    expect(refusal(() => tensor([[], [1]]))).toBe('ShapeError: tensor: rows differ in length: values[1] has 1 elements; 0 elements are expected, as in the first row');
  });

  test('refuses a shape of another number of elements, and what is no shape', () => {
    expect(refusal(() => tensor([1, 2, 3], { shape: [2, 2] }))).toBe(
      'ShapeError: tensor: element counts differ: 3 elements for shape [2, 2], which holds 4; both must be equal',
    );
    const form = (operation: string, shape: string): string =>
      `ShapeError: ${operation}: not a shape: ${shape}; a shape is an array of whole numbers, each 0 or more`;
    expect(refusal(() => tensor([1], { shape: [-1] }))).toBe(form('tensor', '[-1]'));
    expect(refusal(() => fromData(new Float32Array(6), [-2, -3]))).toBe(form('fromData', '[-2,-3]'));
    expect(refusal(() => zeros([1.5]))).toBe(form('full', '[1.5]'));
    expect(refusal(() => ones(3 as never))).toBe(form('full', '3'));
  });

  test('refuses elements that are no numbers', () => {
    const form = (given: string): string => `ValueError: tensor: not a number: ${given}; numbers, booleans and arrays of them are expected`;
    expect(refusal(() => unchecked([1, '2']))).toBe(form('values[1] is of type string'));
    expect(refusal(() => unchecked([[1], [undefined]]))).toBe(form('values[1][0] is of type undefined'));
    expect(refusal(() => unchecked(null))).toBe(form('values is null'));
    expect(refusal(() => unchecked([new Float32Array(2)]))).toBe(form('values[0] is a typed array'));
    expect(refusal(() => unchecked([1n]))).toBe(form('values[0] is of type bigint'));
  });

  test('refuses typed arrays that no dtype is stored in', () => {
    expect(refusal(() => unchecked(new Int16Array(2)))).toBe(
      'DTypeError: tensor: no dtype for these elements: Int16Array; Float32Array, Float64Array, Int32Array, Uint32Array or Uint8Array (bool) is expected; Float32Array.from(…) converts',
    );
  });
});

describe('full, zeros, ones', () => {
  test('fill a shape', () => {
    expect(full([2, 2], 0.5).toArray()).toEqual([[0.5, 0.5], [0.5, 0.5]]);
    expect([zeros([2]).toArray(), ones([2]).toArray(), full([], -1, 'int32').toArray()]).toEqual([[0, 0], [1, 1], -1]);
  });

  test.each(dtypes)('hold values as %s does', (dtype) => {
    expect([zeros([1], dtype).data[0], ones([1], dtype).data[0]]).toEqual([0, 1]);
    expect(whole(full([1], 256, dtype))).toEqual(whole(tensor([256], { dtype })));
    if (isFloat(dtype)) expect(whole(full([1], 0.3, dtype))).toEqual(whole(tensor([0.3], { dtype })));
  });
});

describe('fromData', () => {
  test('does not copy', () => {
    const data = Float32Array.of(1, 2);
    expect(fromData(data, [2, 1]).data).toBe(data);
  });

  test('refuses another number of elements', () => {
    expect(refusal(() => fromData(new Float32Array(3), [2]))).toBe(
      'ShapeError: tensor: element counts differ: 3 elements for shape [2], which holds 2; both must be equal',
    );
  });
});

describe('a tensor', () => {
  test('gives its only element, its elements, and their nesting', () => {
    expect([tensor([[3]]).item(), tensor([true]).item()]).toEqual([3, 1]);
    expect(tensor([[true, false]]).toArray()).toEqual([[true, false]]);
    expect([zeros([2, 0, 3]).toArray(), zeros([2, 3]).rank, zeros([2, 3]).size]).toEqual([[[], []], 2, 6]);
  });

  test('of more elements has no only element', () => {
    expect(refusal(() => tensor([1, 2]).item())).toBe('ShapeError: tensor.item: not a single element: float32[2]; a tensor of one element is expected; read .data');
  });
});

describe('what cannot be made is refused', () => {
  test('a dtype that does not exist', () => {
    const message = (dtype: string): string => `DTypeError: tensor: no such dtype: '${dtype}'; one of float32, float64, int32, uint32, bool is expected`;
    expect(refusal(() => unchecked([1], { dtype: 'float16' }))).toBe(message('float16'));
    expect(refusal(() => zeros([1], 'double' as DType))).toBe(message('double'));
    expect(refusal(() => cast(ones([1]), 'half' as DType))).toBe(message('half'));
  });

  test('more elements than memory holds', () => {
    expect(refusal(() => zeros([1e9, 1e9]))).toBe('ValueError: allocate: too large: 1000000000000000000 elements of float32; as many as fit into memory are expected');
  });
});
