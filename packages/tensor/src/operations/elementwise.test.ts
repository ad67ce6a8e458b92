import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DType } from '../dtype.js';
import { dtypes } from '../dtype.js';
import type { Shape } from '../shape.js';
import { broadcastShapes, sizeOf, stridesOf } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { unevenTensor, whole } from '../testing/bits.js';
import { refusal } from '../testing/refusal.js';
import { full, tensor, zeros } from './create.js';
import { add, broadcastTo, cast, div, equal, exp, greater, greaterEqual, maximum, mul, square, sub, where } from './elementwise.js';
import { relu } from './activations.js';

const operations = { add, sub, mul, div, maximum, equal, greater, greaterEqual };
const names = Object.keys(operations) as (keyof typeof operations)[];

/** Two shapes that broadcast: some axes of a common shape made 1, some leading ones dropped. */
const shapePair = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.boolean()), { maxLength: 4 })
  .chain((axes) => fc.tuple(fc.constant(axes), fc.nat(axes.length), fc.nat(axes.length)))
  .map(([axes, dropA, dropB]): [Shape, Shape] => [
    axes.map(([size, one]) => (one ? 1 : size)).slice(dropA),
    axes.map(([size, , one]) => (one ? 1 : size)).slice(dropB),
  ]);

/** `x` repeated to `shape`, element by element by NumPy's rule and without any operation of ours. */
function written(x: Tensor, shape: Shape): Tensor {
  const strides = stridesOf(x.shape);
  const outer = stridesOf(shape);
  const elements = Array.from({ length: sizeOf(shape) }, (_, at) => {
    let source = 0;
    for (let back = 1; back <= x.rank; back++) {
      const position = Math.floor(at / outer[shape.length - back]) % shape[shape.length - back];
      if (x.shape[x.rank - back] !== 1) source += position * strides[x.rank - back];
    }
    return x.data[source];
  });
  return tensor(elements, { shape, dtype: x.dtype });
}

describe.each(names)('%s', (name) => {
  const operation = operations[name];

  test('broadcasts as if both operands had been written out', () => {
    fc.assert(
      fc.property(shapePair, ([shapeA, shapeB]) => {
        const [a, b] = [unevenTensor(1, shapeA), unevenTensor(2, shapeB)];
        const shape = broadcastShapes(name, shapeA, shapeB);
        const expected = operation(written(a, shape), written(b, shape));
        expect(whole(operation(a, b))).toEqual(whole(expected));
        expect(expected.shape).toEqual(shape);
        expect(whole(broadcastTo(a, shape))).toEqual(whole(written(a, shape)));
      }),
    );
  });

  test('takes a number on either side, which takes the dtype of the tensor', () => {
    const x = tensor([1, 2, 0.1]);
    expect(whole(operation(x, 0.1))).toEqual(whole(operation(x, full([3], 0.1))));
    expect(whole(operation(0.1, x))).toEqual(whole(operation(full([3], 0.1), x)));
    const double = cast(x, 'float64');
    expect(whole(operation(double, 0.1))).toEqual(whole(operation(double, full([3], 0.1, 'float64'))));
  });

  test('refuses shapes that do not broadcast', () => {
    expect(refusal(() => operation(zeros([2, 3]), zeros([4, 3])))).toBe(
      `ShapeError: ${name}: shapes do not broadcast: a is [2, 3], b is [4, 3]; sizes must be equal or 1 from the last axis backwards, and axis 0 has 2 and 4; reshape or broadcastTo one of them`,
    );
    expect(refusal(() => operation(zeros([5, 2, 3]), zeros([2])))).toBe(
      `ShapeError: ${name}: shapes do not broadcast: a is [5, 2, 3], b is [2]; sizes must be equal or 1 from the last axis backwards, and axis 2 has 3 and 2; reshape or broadcastTo one of them`,
    );
  });

  test('refuses dtypes that differ', () => {
    expect(refusal(() => operation(zeros([2]), zeros([2], 'int32')))).toBe(
      `DTypeError: ${name}: dtypes differ: a is float32[2], b is int32[2]; both must have the same dtype, nothing is converted in silence; cast(b, 'float32') converts b`,
    );
  });

  test('refuses dtypes that it does not compute with', () => {
    const allowed = { div: 'float32 or float64', equal: '' }[name as string] ?? 'float32, float64, int32 or uint32';
    const given = refusal(() => operation(zeros([2], 'bool'), zeros([2], 'bool')));
    expect(given).toBe(
      allowed === '' ? 'nothing was thrown' : `DTypeError: ${name}: wrong dtype: a is bool[2]; ${allowed} is expected; cast(a, …) converts`,
    );
  });

  test('refuses two numbers', () => {
    expect(refusal(() => operation(1, 2))).toBe(
      `DTypeError: ${name}: no tensor among the operands: 1, 2; at least one operand must be a tensor; tensor(…) makes one`,
    );
  });

  test('refuses a number that an integer dtype does not hold', () => {
    const form = (given: string): string =>
      `DTypeError: ${name}: number does not fit the dtype: ${given}; a whole number in the range of ${given.split(' ').at(-1)} is expected; cast(tensor, 'float32') converts the tensor`;
    expect(refusal(() => operation(zeros([2], 'int32'), 0.5))).toBe(form('0.5 beside int32'));
    expect(refusal(() => operation(2147483648, zeros([2], 'int32')))).toBe(form('2147483648 beside int32'));
    expect(refusal(() => operation(zeros([2], 'uint32'), -1))).toBe(form('-1 beside uint32'));
    expect(refusal(() => operation(zeros([2], 'int32'), NaN))).toBe(form('NaN beside int32'));
  });
});

test('an integer beside a number takes whole numbers of its range', () => {
  expect(add(zeros([1], 'uint32'), 4294967295).toArray()).toEqual([4294967295]);
  expect(mul(tensor([3], { dtype: 'int32' }), -0).toArray()).toEqual([0]);
});

test('a bool beside a number takes 0 and 1 alone', () => {
  expect(equal(tensor([true, false]), 1).toArray()).toEqual([true, false]);
  expect(refusal(() => equal(tensor([true, false]), 2))).toBe(
    "DTypeError: equal: number does not fit the dtype: 2 beside bool; 0 or 1 is expected; cast(tensor, 'float32') converts the tensor",
  );
});

describe('where', () => {
  const condition = tensor([[true], [false]]);

  test('broadcasts condition and both operands', () => {
    expect(where(condition, tensor([1, 2, 3]), tensor(0)).toArray()).toEqual([[1, 2, 3], [0, 0, 0]]);
    expect(where(tensor(true), tensor([1, 2]), tensor([[3], [4]])).toArray()).toEqual([[1, 2], [1, 2]]);
  });

  test('takes numbers, one of the two at most', () => {
    expect(where(condition, tensor([1, 2]), -1).toArray()).toEqual([[1, 2], [-1, -1]]);
    expect(where(condition, -1, tensor([1, 2])).toArray()).toEqual([[-1, -1], [1, 2]]);
    expect(refusal(() => where(condition, 1, 2))).toBe(
      'DTypeError: where: no tensor among the operands: 1, 2; at least one operand must be a tensor; tensor(…) makes one',
    );
    expect(refusal(() => where(condition, zeros([1], 'int32'), 0.5))).toBe(
      "DTypeError: where: number does not fit the dtype: 0.5 beside int32; a whole number in the range of int32 is expected; cast(tensor, 'float32') converts the tensor",
    );
  });

  test('refuses a condition that is no bool, and dtypes that differ', () => {
    expect(refusal(() => where(zeros([2]), zeros([2]), 0))).toBe(
      'DTypeError: where: wrong dtype: condition is float32[2]; bool is expected; cast(condition, …) converts',
    );
    expect(refusal(() => where(condition, zeros([2]), zeros([2], 'uint32')))).toBe(
      "DTypeError: where: dtypes differ: a is float32[2], b is uint32[2]; both must have the same dtype, nothing is converted in silence; cast(b, 'float32') converts b",
    );
  });

  test('refuses shapes that do not broadcast, and says whose', () => {
    const form = (given: string, axis: string): string =>
      `ShapeError: where: shapes do not broadcast: ${given}; sizes must be equal or 1 from the last axis backwards, and ${axis}; reshape or broadcastTo one of them`;
    expect(refusal(() => where(condition, zeros([3, 2]), 0))).toBe(form('condition is [2, 1], a is [3, 2]', 'axis 0 has 2 and 3'));
    expect(refusal(() => where(condition, 0, zeros([3, 2])))).toBe(form('condition is [2, 1], b is [3, 2]', 'axis 0 has 2 and 3'));
    expect(refusal(() => where(condition, zeros([3]), zeros([2])))).toBe(form('condition with a is [2, 3], b is [2]', 'axis 1 has 3 and 2'));
  });
});

test('broadcastTo is the tensor itself where it has the shape', () => {
  const x = tensor([1, 2]);
  expect(broadcastTo(x, [2])).toBe(x);
  expect(broadcastTo(x, [3, 2]).toArray()).toEqual([[1, 2], [1, 2], [1, 2]]);
});

test('relu is 0 below 0, NaN at NaN, and +0 at −0', () => {
  expect(relu(tensor([-1, 2, NaN, -0, Infinity, -Infinity])).toArray()).toEqual([0, 2, NaN, 0, Infinity, 0]);
});

test('square multiplies by itself', () => expect(square(tensor([-3, 0.5])).toArray()).toEqual([9, 0.25]));

test.each<DType>([...dtypes])('cast of %s and back keeps 0 and 1', (dtype) => {
  expect(cast(cast(tensor([0, 1], { dtype }), 'float32'), dtype).toArray()).toEqual(tensor([0, 1], { dtype }).toArray());
});

test.each([[undefined, 'undefined'], [[1, 2], 'object'], ['1', 'string']])('an operand that is %s is refused', (operand, type) => {
  expect(refusal(() => add(tensor([1, 2]), operand as never))).toBe(
    `DTypeError: add: not an operand: ${type} beside float32; a tensor or a number is expected; tensor(…) makes one`,
  );
});

test('what is no tensor is refused by name', () => {
  expect(refusal(() => square(3 as never))).toBe('DTypeError: mul: no tensor among the operands: 3, 3; at least one operand must be a tensor; tensor(…) makes one');
  expect(refusal(() => exp([1] as never))).toBe('DTypeError: exp: not a tensor: object; a tensor is expected; tensor(…) makes one');
});
