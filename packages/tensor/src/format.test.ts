import { describe, expect, test } from 'vitest';
import type { DType } from './dtype.js';
import { tensor, zeros } from './operations/create.js';
import { iota } from './operations/indices.js';
import type { NestedArray } from './tensor.js';

const print = (values: NestedArray, dtype?: DType): string => tensor(values, { dtype }).toString();

/** What NumPy 2.4 prints for the same float32 array. */
const asInNumPy: [values: NestedArray, text: string][] = [
  [[1 / 3], '[0.33333334]'],
  [[[1, 2.5], [3, 4.25]], '[[1.   2.5 ]\n [3.   4.25]]'],
  [[Math.PI, 10 * Math.E], '[ 3.1415927 27.182817 ]'],
  [[-1.5, 2, 0], '[-1.5  2.   0. ]'],
  [[99.5, 0.25, 7], '[99.5   0.25  7.  ]'],
  [[0.99999994, 0.5], '[0.99999994 0.5       ]'],
  [[-0, 0], '[-0.  0.]'],
  [[NaN, 1.5, -Infinity, Infinity], '[ nan  1.5 -inf  inf]'],
  [[NaN, 1, 2.25], '[ nan 1.   2.25]'],
  [[[[0, 1], [2, 3], [4, 5]], [[6, 7], [8, 9], [10, 11]]], '[[[ 0.  1.]\n  [ 2.  3.]\n  [ 4.  5.]]\n\n [[ 6.  7.]\n  [ 8.  9.]\n  [10. 11.]]]'],
  [[[[[0], [0]]], [[[0], [0]]]], '[[[[0.]\n   [0.]]]\n\n\n [[[0.]\n   [0.]]]]'],
  [[1e-5, 1], '[1.e-05 1.e+00]'],
  [[0.0001], '[0.0001]'],
  [[1e8, 1], '[1.e+08 1.e+00]'],
  [[123456789], '[1.2345679e+08]'],
  [[-1e10, 1], '[-1.e+10  1.e+00]'],
  [[NaN, 1e10, -Infinity], '[   nan 1.e+10   -inf]'],
  [[1.5e-30, -2.25e-30], '[ 1.50e-30 -2.25e-30]'],
  [[16777216, 0.001], '[1.6777216e+07 1.0000000e-03]'],
  [[[], []], '[]'],
];

describe('a float32 tensor prints as in NumPy', () => {
  test.each(asInNumPy)('%j', (values, text) => expect(print(values)).toBe(text));

  test('with the middle of long axes left out', () => {
    expect(zeros([1001]).toString()).toBe('[0. 0. 0. ... 0. 0. 0.]');
    expect(zeros([1001, 2]).toString()).toBe('[[0. 0.]\n [0. 0.]\n [0. 0.]\n ...\n [0. 0.]\n [0. 0.]\n [0. 0.]]');
    expect(zeros([251, 4]).toString().split('\n')[0]).toBe('[[0. 0. 0. 0.]');
    expect(zeros([2, 1000]).toString()).toBe('[[0. 0. 0. ... 0. 0. 0.]\n [0. 0. 0. ... 0. 0. 0.]]');
  });
});

describe('other dtypes print as in NumPy, with their name', () => {
  test.each<[DType, NestedArray, string]>([
    ['int32', [[1, -20], [300, 4]], '[[  1 -20]\n [300   4]] (int32)'],
    ['uint32', [4294967295, 0], '[4294967295          0] (uint32)'],
    ['float64', [1 / 3, 2 / 3], '[0.33333333 0.66666667] (float64)'],
    ['float64', [1e100, 1], '[1.e+100 1.e+000] (float64)'],
    ['int32', [], '[] (int32)'],
  ])('%s %j', (dtype, values, text) => expect(print(values, dtype)).toBe(text));

  test('long ones with their middle left out', () => {
    expect(iota([2, 600]).toString()).toBe('[[  0   1   2 ... 597 598 599]\n [  0   1   2 ... 597 598 599]] (int32)');
  });
});

describe('where NumPy is left on purpose', () => {
  test('bool is written as in JavaScript', () => expect(print([true, false])).toBe('[ true false] (bool)'));
  test('sizes may differ by 1e8 before numbers turn scientific, in NumPy by 1e3', () => {
    expect(print([1000, 0.5])).toBe('[1000.     0.5]');
    expect(print([9999999, 0.25])).toBe('[9999999.         0.25]');
    expect(print([99999.99, 0.00012345678])).toBe('[9.9999990e+04 1.2345678e-04]');
  });
  test('a scalar is written as it would be in an array', () => expect([print(1), print(-2.5), print(NaN)]).toEqual(['1.', '-2.5', 'nan']));
});

test("Node's console shows the same text", () => {
  const x = tensor([1, 2]);
  expect((x as unknown as Record<symbol, () => string>)[Symbol.for('nodejs.util.inspect.custom')]()).toBe(x.toString());
});

test('very many shown elements do not overflow the stack', () => {
  const manyAxes = zeros(Array.from({ length: 17 }, () => 2));
  expect(manyAxes.toString().length).toBeGreaterThan(2 ** 17);
});
