import { describe, expect, test } from 'vitest';
import { apply, literal } from '../apply.js';
import type { DType } from '../dtype.js';
import { dtypes, isFloat } from '../dtype.js';
import { exp32 } from '../float32/exp.js';
import { log32 } from '../float32/log.js';
import { sigmoid32 } from '../float32/sigmoid.js';
import { tanh32 } from '../float32/tanh.js';
import { tensor } from '../operations/create.js';
import type { Tensor } from '../tensor.js';
import { unevenTensor, whole } from '../testing/bits.js';
import type { PrimitiveName } from './index.js';

type Binary = PrimitiveName & ('add' | 'sub' | 'mul' | 'div' | 'maximum' | 'equal' | 'greater' | 'greaterEqual');
type Unary = PrimitiveName & ('neg' | 'exp' | 'log' | 'tanh' | 'sigmoid' | 'sqrt' | 'stopGradient');

const two = (name: Binary, a: number[], b: number[], dtype: DType = 'float32'): Tensor =>
  apply(name, {}, [tensor(a, { dtype }), tensor(b, { dtype })])[0];
const one = (name: Unary, a: number[], dtype: DType = 'float32'): Tensor => apply(name, {}, [tensor(a, { dtype })])[0];

describe('arithmetic', () => {
  const a = unevenTensor(1, [500]);
  const b = unevenTensor(2, [500]);

  test.each<[Binary, (x: number, y: number) => number]>([
    ['add', (x, y) => x + y],
    ['sub', (x, y) => x - y],
    ['mul', (x, y) => x * y],
    ['div', (x, y) => x / y],
    ['maximum', Math.max],
  ])('%s rounds once to float32', (name, f) => {
    const expected = Float32Array.from(a.data, (x, index) => Math.fround(f(x, b.data[index])));
    expect(apply(name, {}, [a, b])[0].data).toEqual(expected);
  });

  test('float64 is not rounded', () => {
    expect(two('add', [0.1], [0.2], 'float64').item()).toBe(0.1 + 0.2);
    expect(two('div', [1], [3], 'float64').item()).toBe(1 / 3);
  });

  test('integers wrap modulo 2^32', () => {
    expect(two('add', [2147483647], [1], 'int32').toArray()).toEqual([-2147483648]);
    expect(two('sub', [0], [1], 'uint32').toArray()).toEqual([4294967295]);
    expect(two('mul', [65537, -3], [65537, 5], 'int32').toArray()).toEqual([131073, -15]);
    expect(two('mul', [4294967295], [4294967295], 'uint32').toArray()).toEqual([1]);
    expect(one('neg', [-2147483648, 5], 'int32').toArray()).toEqual([-2147483648, -5]);
    expect(one('neg', [1], 'uint32').toArray()).toEqual([4294967295]);
  });

  test('division follows IEEE 754: by zero, of zero by zero, with its signs', () => {
    expect(two('div', [1, -1, 0, 1, 0], [0, 0, 0, -Infinity, -5]).toArray()).toEqual([Infinity, -Infinity, NaN, -0, -0]);
  });

  test('the square root is correctly rounded; of a negative it is NaN, of −0 it is −0', () => {
    expect(one('sqrt', [2, -1, -0, Infinity]).toArray()).toEqual([Math.fround(Math.SQRT2), NaN, -0, Infinity]);
  });

  test('neg turns the sign of zero', () => expect(one('neg', [0, -0, 2]).toArray()).toEqual([-0, 0, -2]));
  test('stopGradient returns the elements', () => expect(one('stopGradient', [1, 0], 'bool').toArray()).toEqual([true, false]));

  test('maximum is NaN where either is, and takes +0 for greater than −0', () => {
    expect(two('maximum', [NaN, 1, -0, 0, -0], [1, NaN, 0, -0, -0]).toArray()).toEqual([NaN, NaN, 0, 0, -0]);
    expect(two('maximum', [4294967295], [1], 'uint32').toArray()).toEqual([4294967295]);
  });
});

describe('comparison', () => {
  const compare = (name: Binary, dtype?: DType): unknown => two(name, [1, 2, 3, 0], [2, 2, 2, dtype ? 0 : -0], dtype).toArray();

  test('gives bool', () => {
    expect(compare('equal')).toEqual([false, true, false, true]);
    expect(compare('greater')).toEqual([false, false, true, false]);
    expect(compare('greaterEqual')).toEqual([false, true, true, true]);
    expect(compare('greaterEqual', 'int32')).toEqual([false, true, true, true]);
  });

  test.each<Binary>(['equal', 'greater', 'greaterEqual'])('%s is false beside NaN', (name) => {
    expect(two(name, [NaN, 1, NaN], [1, NaN, NaN]).toArray()).toEqual([false, false, false]);
  });

  test('uint32 is compared unsigned', () => expect(two('greater', [4294967295], [1], 'uint32').toArray()).toEqual([true]));
  test('bool can be compared for equality', () => expect(two('equal', [1, 0, 1], [1, 1, 0], 'bool').toArray()).toEqual([true, false, false]));
});

describe('select', () => {
  test('takes a where the condition is true, else b, and what it does not take has no influence', () => {
    const [result] = apply('select', {}, [tensor([true, false, true]), tensor([1, NaN, -0]), tensor([NaN, 2, NaN])]);
    expect(result.toArray()).toEqual([1, 2, -0]);
  });

  test.each(dtypes)('takes %s', (dtype) => {
    const [result] = apply('select', {}, [tensor([true, false]), tensor([1, 1], { dtype }), tensor([0, 0], { dtype })]);
    expect(whole(result)).toEqual(whole(tensor([1, 0], { dtype })));
  });
});

describe('functions', () => {
  const functions: [Unary, (x: number) => number, (x: number) => number][] = [
    ['exp', exp32, Math.exp],
    ['log', log32, Math.log],
    ['tanh', tanh32, Math.tanh],
    ['sigmoid', sigmoid32, (x) => 1 / (1 + Math.exp(-x))],
  ];

  test.each(functions)('%s is our own polynomial in float32', (name, f) => {
    const x = unevenTensor(3, [200]);
    expect(apply(name, {}, [x])[0].data).toEqual(Float32Array.from(x.data, f));
  });

  test.each(functions)("%s is JavaScript's in float64", (name, _, f) => {
    expect(one(name, [0.3, 2.5], 'float64').toArray()).toEqual([f(0.3), f(2.5)]);
  });

  test('sigmoid in float64 keeps its relative accuracy on both sides', () => {
    expect(one('sigmoid', [-745, 0, 800, -1], 'float64').toArray()).toEqual([5e-324, 0.5, 1, Math.exp(-1) / (1 + Math.exp(-1))]);
  });
});

describe('a scalar beside a tensor', () => {
  test('stands for all elements, on either side, as tensor or constant', () => {
    const x = tensor([1, 2, 3]);
    expect(apply('sub', {}, [x, tensor(1)])[0].toArray()).toEqual([0, 1, 2]);
    expect(apply('sub', {}, [literal(1, 'float32'), x])[0].toArray()).toEqual([0, -1, -2]);
    expect(apply('select', {}, [tensor([true, false, true]), literal(5, 'float32'), x])[0].toArray()).toEqual([5, 2, 5]);
    expect(apply('select', {}, [tensor(true), x, literal(5, 'float32')])[0].toArray()).toEqual([1, 2, 3]);
  });

  test('gives a scalar beside a scalar, and nothing beside nothing', () => {
    expect(apply('add', {}, [tensor(1), literal(2, 'float32')])[0].shape).toEqual([]);
    expect(whole(apply('add', {}, [tensor([]), tensor(1)])[0])).toEqual(whole(tensor([])));
  });

  test.each(dtypes.filter(isFloat))('is exact in %s', (dtype) => {
    expect(apply('mul', {}, [tensor([1, 1], { dtype }), literal(0.1, dtype)])[0].data[1]).toBe(dtype === 'float32' ? Math.fround(0.1) : 0.1);
  });
});
