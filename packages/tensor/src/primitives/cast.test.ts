import { expect, test } from 'vitest';
import type { DType } from '../dtype.js';
import { dtypes } from '../dtype.js';
import { tensor } from '../operations/create.js';
import { cast } from '../operations/elementwise.js';

const convert = (values: number[], from: DType, to: DType): unknown => cast(tensor(values, { dtype: from }), to).toArray();

test('float to integer goes toward zero, out of range to the nearest end, NaN to 0', () => {
  const values = [2.7, -2.7, 0.5, -0.5, NaN, Infinity, -Infinity, 3e9, -3e9, 5e9];
  for (const from of ['float32', 'float64'] as const) {
    expect(convert(values, from, 'int32')).toEqual([2, -2, 0, 0, 0, 2147483647, -2147483648, 2147483647, -2147483648, 2147483647]);
    expect(convert(values, from, 'uint32')).toEqual([2, 0, 0, 0, 0, 4294967295, 0, 3000000000, 0, 4294967295]);
  }
});

test('float64 goes to the ends of the integers exactly', () => {
  expect(convert([2147483647.9, -2147483648.9, 4294967295.9], 'float64', 'int32')).toEqual([2147483647, -2147483648, 2147483647]);
});

test('to float32 rounds to nearest, halves to even', () => {
  expect(convert([16777217, 16777219, -16777217], 'int32', 'float32')).toEqual([16777216, 16777220, -16777216]);
  expect(convert([4294967295, 4294967039], 'uint32', 'float32')).toEqual([4294967296, 4294967040]);
  expect(convert([0.1, 1e39, 1e-46, -0], 'float64', 'float32')).toEqual([Math.fround(0.1), Infinity, 0, -0]);
});

test('to bool, 0 and −0 are false, everything else is true, NaN and subnormals too', () => {
  expect(convert([0, -0, 1e-45, NaN, -1, 0.5], 'float32', 'bool')).toEqual([false, false, true, true, true, true]);
  expect(convert([0, 256, -1], 'int32', 'bool')).toEqual([false, true, true]);
});

test('bool becomes 0 and 1', () => {
  for (const to of ['float32', 'float64', 'int32', 'uint32'] as const) expect(convert([1, 0], 'bool', to)).toEqual([1, 0]);
});

test('between integers the 32 bits stay', () => {
  expect(convert([-1, -2147483648], 'int32', 'uint32')).toEqual([4294967295, 2147483648]);
  expect(convert([4294967295, 2147483648], 'uint32', 'int32')).toEqual([-1, -2147483648]);
});

test.each(dtypes)('%s to itself is the same tensor', (dtype) => {
  const x = tensor([1, 0], { dtype });
  expect(cast(x, dtype)).toBe(x);
});
