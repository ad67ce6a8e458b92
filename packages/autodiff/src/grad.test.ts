import { describe, expect, test } from 'vitest';
import { add, interpreter, mul, printProgram, square, stopGradient, sum, tensor, type Tensor, trace } from '@rekur/tensor';
import { checkGradients } from './checkGradients.js';
import { grad, valueAndGrad, vjp, vjpProgram } from './grad.js';

const x = tensor([1, 2, 3], { dtype: 'float64' });
const f64 = (values: number[]): Tensor => tensor(values, { dtype: 'float64' });

describe('grad', () => {
  test('has the structure of its first argument, and takes the others as constants', () => {
    const f = ({ layers }: { layers: { w: Tensor }[] }, scale: Tensor): Tensor => sum(mul(square(layers[0].w), scale));
    expect(grad(f)({ layers: [{ w: x }] }, f64([1, 10, 100])).layers[0].w.toArray()).toEqual([2, 40, 600]);
  });

  test('is zero for what the function does not use', () => {
    const { a, b } = grad(({ a }: { a: Tensor; b: Tensor }) => sum(a))({ a: x, b: x });
    expect([a.toArray(), b.toArray()]).toEqual([[1, 1, 1], [0, 0, 0]]);
  });

  test('applied twice is the second derivative', () => {
    const cubes = (v: Tensor): Tensor => sum(mul(v, mul(v, v)));
    expect(grad((v: Tensor) => sum(grad(cubes)(v)))(x).toArray()).toEqual([6, 12, 18]);
  });

  test('does not look behind stopGradient', () => {
    expect(grad((v: Tensor) => sum(mul(v, stopGradient(v))))(x).toArray()).toEqual([1, 2, 3]);
  });

  test('refuses an objective that is no scalar', () => {
    expect(() => grad((v: Tensor) => v)(x)).toThrow(
      'grad: objective is no scalar: it is float64[3]; a float32 or float64 scalar is expected; sum or mean reduces a tensor to one',
    );
  });
});

test('valueAndGrad returns further results that are not differentiated', () => {
  const { value, gradient, auxiliary } = valueAndGrad((v: Tensor) => ({ value: sum(square(v)), auxiliary: [mul(v, 2)] }))(x);
  expect([value.item(), gradient.toArray(), auxiliary[0].toArray()]).toEqual([14, [2, 4, 6], [2, 4, 6]]);
});

test('vjp returns a function from cotangents of several outputs to one of the argument', () => {
  const { outputs, pullback } = vjp((v: Tensor) => [square(v), mul(v, 3)], x);
  expect(outputs.map((output) => output.toArray())).toEqual([[1, 4, 9], [3, 6, 9]]);
  expect(pullback([f64([1, 1, 1]), undefined]).toArray()).toEqual([2, 4, 6]);
  expect(pullback([undefined, f64([1, 0, 1])]).toArray()).toEqual([3, 0, 3]);
});

test('vjpProgram makes a Program of values and gradients, which runs', () => {
  const { program } = trace((a, b) => [add(mul(a, b), 1)], [x, x]);
  const both = vjpProgram(program);
  expect(printProgram(both)).toMatchInlineSnapshot(`
    "program(a: float64[3], b: float64[3], c: float64[3]) {
      d: float64[3] = mul a b
      e: float64[3] = add d 1:float64
      f: float64[3] = mul c b
      g: float64[3] = mul c a
      return e f g
    }"
  `);
  const results = interpreter.prepare(both)([x, f64([4, 5, 6]), f64([1, 1, 1])]);
  expect(results.map((result) => result.toArray())).toEqual([[5, 11, 19], [4, 5, 6], [1, 2, 3]]);
});

test('checkGradients names the element that is wrong', () => {
  const wrong = (p: { v: Tensor }): Tensor => sum(mul(p.v, stopGradient(p.v)));
  expect(checkGradients(wrong, { v: x })).toMatchObject({ agrees: false, worst: { path: 'v', index: 2, analytic: 3 } });
});

test('vjp refuses cotangents that are not of the outputs’ types', () => {
  const { pullback } = vjp((v: Tensor) => [mul(v, 2)], x);
  const message = (given: string, expected: string): string =>
    `vjp: cotangents do not fit the outputs: ${given}; ${expected}; undefined stands for zero`;
  expect(() => pullback([f64([1])])).toThrow(message('cotangent 0 is float64[1]', 'float64[3] is expected, as the output'));
  expect(() => pullback([tensor([1, 2, 3])])).toThrow(message('cotangent 0 is float32[3]', 'float64[3] is expected, as the output'));
  expect(() => pullback([x, x])).toThrow(message('2 cotangents', '1 are expected, one per output'));
});

test('grad refuses a function that returns nothing', () => {
  expect(() => grad((() => undefined) as never)(x)).toThrow(
    'grad: objective is no scalar: the function returned undefined; a float32 or float64 scalar is expected; return a tensor',
  );
});
