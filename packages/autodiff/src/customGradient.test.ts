import { describe, expect, test } from 'vitest';
import {
  add,
  cast,
  checkProgram,
  clip,
  exp,
  greater,
  log,
  mul,
  neg,
  printProgram,
  scan,
  ShapeError,
  sigmoid,
  square,
  stopGradient,
  sum,
  tanh,
  tensor,
  type Tensor,
  trace,
  ValueError,
  where,
} from '@rekur/tensor';
import { checkGradients } from './checkGradients.js';
import { customGradient } from './customGradient.js';
import { grad, vjp, vjpProgram } from './grad.js';
import { jacobian } from './jacobian.js';
import { hessianVectorProduct, jvp } from './jvp.js';
import { remat } from './remat.js';
import { rematScan } from './rematScan.js';
import { random } from './testing/lstm.js';

const x = tensor([-2, 0.5, 3], { dtype: 'float64' });

/** x itself; its gradient is kept within [−1, 1]. */
const clipped = customGradient((a) => [mul(a, 1)], (_, __, [g]) => [clip(g, -1, 1)]);

/** log(1 + e^x), whose gradient by the rules is ∞/∞ at large x. */
const softplus = customGradient((a) => [log(add(1, exp(a)))], ([a], _, [g]) => [mul(g, sigmoid(a))]);

describe('customGradient', () => {
  test('computes the function, and the gradient that it is given', () => {
    expect(clipped(x)[0].toArray()).toEqual(x.toArray());
    expect(grad((a: Tensor) => sum(mul(clipped(a)[0], tensor([5, 0.25, -3], { dtype: 'float64' }))))(x).toArray()).toEqual([1, 0.25, -1]);
    const plain = grad((a: Tensor) => log(add(1, exp(a))))(tensor(1000));
    expect([plain.item(), grad((a: Tensor) => softplus(a)[0])(tensor(1000)).item()]).toEqual([NaN, 1]);
  });

  test('has second derivatives: those of backward', () => {
    expect(checkGradients((a) => sum(square(softplus(a)[0])), x)).toMatchObject({ agrees: true });
    const slope = (a: Tensor): Tensor => sum(square(grad((b: Tensor) => sum(softplus(b)[0]))(a)));
    expect(checkGradients(slope, x, { tolerance: 1e-6 })).toMatchObject({ agrees: true });
    const bent = (a: Tensor): Tensor => sum(jacobian((b) => grad((c: Tensor) => sum(softplus(c)[0]))(b))(a));
    const s = sigmoid(x);
    expect(bent(x).item()).toBeCloseTo(sum(mul(s, add(neg(s), 1))).item(), 12);
  });

  test('works inside scan, remat and rematScan', () => {
    const at = { w: random(1, [3]), xs: random(2, [4, 3]) };
    const f = (loop: typeof scan) => ({ w, xs }: typeof at): Tensor => {
      const { carry, outputs } = loop(
        ([h], [row]) => {
          const [next] = remat((a: Tensor) => softplus(mul(a, w)))(add(h, row));
          return { carry: [next], outputs: [tanh(next)] };
        },
        [w],
        [xs],
      );
      return add(sum(carry[0]), sum(outputs[0]));
    };
    for (const loop of [scan, rematScan]) {
      expect(checkGradients(f(loop), at)).toMatchObject({ agrees: true });
      const twice = (p: typeof at): Tensor => sum(square(grad(f(loop))(p).w));
      expect(checkGradients(twice, at, { tolerance: 1e-6 })).toMatchObject({ agrees: true });
    }
  });

  test('clips inside scan at every step', () => {
    const f = ({ h }: { h: Tensor }): Tensor => mul(sum(scan(([a]) => ({ carry: [clipped(mul(a, 3))[0]] }), [h], [], { steps: 4 }).carry[0]), 10);
    expect(grad(f)({ h: tensor([1, 2]) }).h.toArray()).toEqual([3, 3]);
  });

  test('takes and returns several tensors, integers among them; undefined stands for no gradient', () => {
    const f = customGradient(
      (a, n, b) => [mul(a, b), add(n, 1), add(a, b)],
      ([, , b], [product], [g, , h]) => [add(mul(g, b), mul(h, product)), undefined, undefined],
    );
    const n = tensor([1, 2, 3], { dtype: 'int32' });
    const b = tensor([4, 5, 6], { dtype: 'float64' });
    const { outputs, pullback } = vjp(({ a, b }: { a: Tensor; b: Tensor }) => f(a, n, b), { a: x, b });
    expect(outputs[1].toArray()).toEqual([2, 3, 4]);
    const one = tensor([1, 1, 1], { dtype: 'float64' });
    expect(pullback([one, undefined, undefined]).a.toArray()).toEqual([4, 5, 6]);
    expect(pullback([undefined, undefined, one]).a.toArray()).toEqual(mul(x, b).toArray());
    expect(pullback([one, undefined, one]).b.toArray()).toEqual([0, 0, 0]);
  });

  test('takes what it uses from outside as constants, traced ones too, and refuses to be asked for their gradient', () => {
    const scale = (k: Tensor, limit: Tensor) => customGradient((a) => [mul(a, k)], ([a], _, [g]) => [mul(mul(g, limit), a)]);
    const seven = tensor(7, { dtype: 'float64' });
    const two = tensor([2, 2, 2], { dtype: 'float64' });
    expect(grad((a: Tensor) => sum(scale(two, seven)(a)[0]))(x).toArray()).toEqual([-14, 3.5, 21]);
    expect(grad((a: Tensor) => sum(scale(stopGradient(a), seven)(a)[0]))(x).toArray()).toEqual([-14, 3.5, 21]);
    const message =
      'customGradient: gradient asked of a captured tensor: float64[3], which the function uses from outside; ' +
      'backward gives gradients of the inputs alone; pass it as an input, or use stopGradient on it';
    expect(() => grad((k: Tensor) => sum(scale(k, seven)(x)[0]))(two)).toThrow(new ValueError(message));
    expect(() => grad((k: Tensor) => sum(scale(two, k)(x)[0]))(two)).toThrow(new ValueError(message));
  });

  test('is a call with two Programs, and the pullback is the second', () => {
    const { program } = trace((a) => softplus(a), [{ shape: [2], dtype: 'float32' }]);
    const gradients = vjpProgram(program);
    checkProgram(gradients);
    expect(printProgram(gradients)).toMatchInlineSnapshot(`
      "program(a: float32[2], b: float32[2]) {
        c: float32[2] = call[body=program(a: float32[2]) {
          b: float32[2] = exp a
          c: float32[2] = add 1:float32 b
          d: float32[2] = log c
          return d
        } backward=program(a: float32[2], b: float32[2], c: float32[2]) {
          d: float32[2] = sigmoid a
          e: float32[2] = mul c d
          return e
        }] a
        d: float32[2] = sigmoid a
        e: float32[2] = mul b d
        return c e
      }"
    `);
  });

  test('refuses cotangents of another number or type', () => {
    expect(() => customGradient((a) => [a], () => [])(x)).toThrow(
      new ShapeError(
        'customGradient: cotangents do not fit the inputs: backward returns 0 cotangents; 1 are expected, one per input; undefined stands for zero',
      ),
    );
    expect(() => customGradient((a) => [a], (_, __, [g]) => [sum(g)])(x)).toThrow(
      new ShapeError(
        'customGradient: cotangents do not fit the inputs: cotangent 0 is float64[]; float64[3] is expected, as the input; undefined stands for zero',
      ),
    );
  });

  test('refuses forward mode, which backward does not give', () => {
    const message =
      'jvp: no forward derivative: a function made by customGradient; its backward says vᵀ·J alone, not J·u; ' +
      'use grad, vjp or jacobian; hessian·v is the gradient of sum(mul(grad(f)(x), v))';
    expect(() => jvp((a: Tensor) => softplus(a), x, x)).toThrow(new ValueError(message));
    const f = (a: Tensor): Tensor => sum(square(softplus(a)[0]));
    expect(() => hessianVectorProduct(f)(x, x)).toThrow(new ValueError(message));
    const advised = grad((a: Tensor) => sum(mul(grad(f)(a), x)))(x).data;
    const plain = hessianVectorProduct((a: Tensor) => sum(square(log(add(1, exp(a))))))(x, x).data;
    advised.forEach((value, index) => expect(value).toBeCloseTo(plain[index], 12));
  });

  test('gives a step function the gradient of the identity (straight-through)', () => {
    const step = customGradient((a) => [cast(greater(a, 0), a.dtype)], (_, __, [g]) => [g]);
    expect(step(x)[0].toArray()).toEqual([0, 1, 1]);
    expect(grad((a: Tensor) => sum(mul(step(a)[0], a)))(x).toArray()).toEqual([-2, 1.5, 4]);
  });
});

describe('stopGradient', () => {
  /** x · stop(x): the second factor is a constant. */
  const f = (a: Tensor): Tensor => mul(a, stopGradient(a));
  const one = tensor([1, 1, 1], { dtype: 'float64' });

  test('stops reverse, forward and both', () => {
    expect(grad((a: Tensor) => sum(f(a)))(x).toArray()).toEqual(x.toArray());
    expect(jvp((a: Tensor) => [f(a)], x, one).tangents[0].toArray()).toEqual(x.toArray());
    // The gradient is stop(x), and that is constant.
    expect(hessianVectorProduct((a: Tensor) => sum(f(a)))(x, one).toArray()).toEqual([0, 0, 0]);
    expect(grad((a: Tensor) => sum(grad((b: Tensor) => sum(f(b)))(a)))(x).toArray()).toEqual([0, 0, 0]);
    expect(add(jacobian(f)(x), 0).toArray()).toEqual([[-2, 0, 0], [0, 0.5, 0], [0, 0, 3]]);
  });

  test('stops inside remat, scan and their forward mode', () => {
    const looped = (a: Tensor): Tensor => scan(([h]) => ({ carry: [mul(h, stopGradient(h))] }), [a], [], { steps: 2 }).carry[0];
    // h₂ = h₁·stop(h₁), h₁ = a·stop(a): dh₂/da = stop(h₁)·stop(a) = a³.
    const cubes = mul(x, square(x)).toArray();
    for (const g of [looped, remat(looped)]) {
      expect(grad((a: Tensor) => sum(g(a)))(x).toArray()).toEqual(cubes);
      expect(jvp((a: Tensor) => [g(a)], x, one).tangents[0].toArray()).toEqual(cubes);
    }
    const stopped = (a: Tensor): Tensor => scan(([h]) => ({ carry: [stopGradient(tanh(h))] }), [a], [], { steps: 2 }).carry[0];
    for (const g of [stopped, remat(stopped)]) {
      expect(grad((a: Tensor) => sum(g(a)))(x).toArray()).toEqual([0, 0, 0]);
      expect(jvp((a: Tensor) => [g(a)], x, one).tangents[0].toArray()).toEqual([0, 0, 0]);
    }
  });

  test('goes through where and customGradient', () => {
    expect(grad((a: Tensor) => sum(where(greater(a, 0), a, stopGradient(a))))(x).toArray()).toEqual([0, 1, 1]);
    expect(grad((a: Tensor) => sum(clipped(stopGradient(a))[0]))(x).toArray()).toEqual([0, 0, 0]);
  });
});
