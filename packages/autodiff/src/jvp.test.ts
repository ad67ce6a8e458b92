import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tensor } from '@rekur/tensor';
import {
  add,
  cast,
  checkProgram,
  DTypeError,
  equal,
  interpreter,
  mul,
  printProgram,
  reshape,
  scan,
  ShapeError,
  slice,
  square,
  stopGradient,
  sum,
  tanh,
  tensor,
  trace,
  zeros,
} from '@rekur/tensor';
import { grad, vjp, vjpProgram } from './grad.js';
import { hessian, jacobian } from './jacobian.js';
import { hessianVectorProduct, jvp, jvpProgram } from './jvp.js';
import { rules } from './rules/index.js';
import { along, differences, directionOf, expectClose, inner, leavesOf } from './testing/directions.js';
import { lstmStep, lstmWeights, random } from './testing/lstm.js';
import { type Arguments, randomArguments, randomFunction, stoppedFunction } from './testing/randomFunction.js';
import { cases } from './testing/ruleCases.js';

describe('the jvp rule', () => {
  for (const [name, rule] of Object.entries(rules)) {
    if (!rule.differentiable) continue;
    test(`of ${name} agrees with central differences, also of the gradient`, () => {
      for (const { f, at } of cases[name]) {
        const direction = directionOf(at, 50);
        const { outputs, tangents } = jvp((x: typeof at) => [f(x)], at, direction);
        expect(outputs[0].toArray()).toEqual(f(at).toArray());
        expectClose(tangents, differences((x: typeof at) => [f(x)], at, direction), 1e-7);

        const objective = (x: typeof at): Tensor => sum(mul(square(f(x)), random(60, f(at).shape)));
        const gradient = (x: typeof at): Tensor[] => leavesOf(grad(objective)(x));
        expectClose(leavesOf(hessianVectorProduct(objective)(at, direction)), differences(gradient, at, direction), 1e-6);
      }
    });
  }
});

describe('jvp', () => {
  const at = tensor([1.5, 2.5, 3.25], { dtype: 'float64' });

  test('is J·u: linear in the direction, zero where nothing flows', () => {
    const f = (x: Tensor): Tensor[] => [square(x), zeros([2], 'float64'), cast(x, 'int32'), mul(stopGradient(x), x), equal(x, 0)];
    const { tangents } = jvp(f, at, tensor([1, 0, 2], { dtype: 'float64' }));
    const [a, , c] = at.data;
    expect(tangents.map((tangent) => tangent.toArray())).toEqual([[2 * a, 0, 4 * c], [0, 0], [0, 0, 0], [a, 0, 2 * c], [false, false, false]]);
  });

  test('takes integers beside floats', () => {
    const index = tensor([1, 0], { dtype: 'int32' });
    const { tangents } = jvp(({ x, n }: { x: Tensor; n: Tensor }) => [mul(x, cast(n, 'float64'))], { x: random(2, [2]), n: index }, {
      x: tensor([5, 7], { dtype: 'float64' }),
      n: index,
    });
    expect(tangents[0].toArray()).toEqual([5, 0]);
  });

  test('inside jvp is the second derivative, and does not mix up the two directions', () => {
    const one = tensor(1, { dtype: 'float64' });
    const x = tensor(3, { dtype: 'float64' });
    const slope = (y: Tensor): Tensor => jvp((z: Tensor) => [mul(z, mul(z, z))], y, one).tangents[0];
    expect(jvp((y: Tensor) => [slope(y)], x, one).tangents[0].item()).toBe(18);
    // d/dx (x · d/dy (x + y)) = 1: perturbation confusion would make it 2.
    const confusing = (y: Tensor): Tensor[] => [mul(y, jvp((z: Tensor) => [add(y, z)], one, one).tangents[0])];
    expect(jvp(confusing, x, one).tangents[0].item()).toBe(1);
  });

  test('of a scan is a scan with further carries, per-step inputs and outputs', () => {
    const { program } = trace(
      (h, x) => {
        const { carry, outputs } = scan(([a], [b]) => ({ carry: [mul(a, b)], outputs: [tanh(b)] }), [h], [x]);
        return [carry[0], outputs[0]];
      },
      [{ shape: [2], dtype: 'float32' }, { shape: [5, 2], dtype: 'float32' }],
    );
    const both = jvpProgram(program);
    checkProgram(both);
    expect(printProgram(both)).toMatchInlineSnapshot(`
      "program(a: float32[2], b: float32[5,2], c: float32[2], d: float32[5,2]) {
        e: float32[2], f: float32[2], g: float32[5,2], h: float32[5,2] = scan[body=program(a: float32[2], b: float32[2], c: float32[2], d: float32[2]) {
          e: float32[2] = mul a c
          f: float32[2] = mul b c
          g: float32[2] = mul d a
          h: float32[2] = add f g
          i: float32[2] = tanh c
          j: float32[2] = mul i i
          k: float32[2] = sub 1:float32 j
          l: float32[2] = mul d k
          return e h i l
        } carries=2 sequences=2 capacity=5 reverse=false] 5:int32 a c b d
        return e g f h
      }"
    `);
  });

  test('agrees with the unrolled LSTM', () => {
    const [time, batch, width] = [4, 2, 3];
    const weights = lstmWeights(5, width, width);
    const primal = { ...weights, x: random(6, [time, batch, width]), h: random(7, [batch, width]), c: random(8, [batch, width]) };
    type Primal = typeof primal;
    const looped = ({ x, h, c, ...given }: Primal): Tensor[] =>
      scan((state, [row]) => ({ carry: lstmStep(given, row, state) }), [h, c], [x]).carry;
    const unrolled = ({ x, h, c, ...given }: Primal): Tensor[] => {
      let state: readonly Tensor[] = [h, c];
      for (let step = 0; step < time; step++) {
        state = lstmStep(given, reshape(slice(x, 0, step, step + 1), [batch, width]), state);
      }
      return [...state];
    };
    const direction = directionOf(primal, 70);
    expectClose(jvp(looped, primal, direction).tangents, jvp(unrolled, primal, direction).tangents, 1e-13);
  });

  test('refuses a direction of another structure or type', () => {
    const f = (x: Tensor): Tensor[] => [x];
    expect(() => jvp(f, at, zeros([3]))).toThrow(
      new ShapeError('jvp: tangent does not fit the primal: float32[3]; float64[3] is expected; both need the same structure and types'),
    );
    const g = ({ x }: Record<string, Tensor>): Tensor[] => [x];
    expect(() => jvp(g, { x: at }, { y: at })).toThrow(
      new ShapeError('jvp: tangent does not fit the primal: y: float64[3]; x: float64[3] is expected; both need the same structure and types'),
    );
    expect(() => jvp(g, { x: at }, { x: at, y: at })).toThrow(
      new ShapeError('jvp: tangent does not fit the primal: 2 tensors; 1 are expected; both need the same structure and types'),
    );
  });
});

describe('of random functions', () => {
  type Law = (f: (given: Arguments) => Tensor[], at: Arguments, seed: number) => void;
  const check = (law: Law, functions = randomFunction): void =>
    fc.assert(fc.property(functions, fc.nat(1000), ({ f }, seed) => law(f, randomArguments(seed), seed)), { numRuns: 40 });

  test('⟨v, J·u⟩ = ⟨vᵀ·J, u⟩', () => {
    check((f, at, seed) => {
      const u = directionOf(at, seed + 1);
      const { outputs, tangents } = jvp(f, at, u);
      const { outputs: same, pullback } = vjp(f, at);
      const v = outputs.map((output, index) => random(seed + index, output.shape));
      expect(outputs.map((output) => output.toArray())).toEqual(same.map((output) => output.toArray()));
      expect(inner(v, tangents)).toBeCloseTo(inner(leavesOf(pullback(v)), leavesOf(u)), 10);
    }, stoppedFunction);
  });

  test('the pullback is linear', () => {
    check((f, at, seed) => {
      const { outputs, pullback } = vjp(f, at);
      const [v, w] = [1, 2].map((offset) => outputs.map((output, index) => random(seed + 7 * offset + index, output.shape)));
      const both = pullback(v.map((each, index) => add(mul(each, 3), w[index])));
      const apart = along(pullback(w), pullback(v), 3);
      expectClose(leavesOf(both), leavesOf(apart), 1e-12);
    }, stoppedFunction);
  });

  test('jvp agrees with central differences', () => {
    check((f, at, seed) => {
      const u = directionOf(at, seed);
      expectClose(jvp(f, at, u).tangents, differences(f, at, u), 1e-6);
    });
  });

  test('hessianVectorProduct agrees with central differences of grad', () => {
    check((f, at, seed) => {
      const u = directionOf(at, seed);
      const objective = (given: Arguments): Tensor => f(given)[1];
      const gradient = (given: Arguments): Tensor[] => leavesOf(grad(objective)(given));
      expectClose(leavesOf(hessianVectorProduct(objective)(at, u)), differences(gradient, at, u), 1e-5);
    });
  });

  test('as Programs, interpreted, both modes give the bits that they give eagerly', () => {
    check((f, at, seed) => {
      const leaves = leavesOf(at);
      const { program, captured } = trace((matrix, row, scale) => f({ matrix, row, scale }), leaves);
      const u = directionOf(at, seed);
      const wrt = program.inputs.map((_, index) => index < leaves.length);
      const pushed = jvpProgram(program, wrt);
      checkProgram(pushed);
      const forward = interpreter.prepare(pushed)([...leaves, ...captured, ...leavesOf(u)]);
      const { outputs, tangents } = jvp(f, at, u);
      expect(forward.map((result) => result.toArray())).toEqual([...outputs, ...tangents].map((value) => value.toArray()));

      const pulled = vjpProgram(program, wrt);
      checkProgram(pulled);
      const v = outputs.map((output, index) => random(seed + index, output.shape));
      const reverse = interpreter.prepare(pulled)([...leaves, ...captured, ...v]);
      const gradients = leavesOf(vjp(f, at).pullback(v));
      expect(reverse.map((result) => result.toArray())).toEqual([...outputs, ...gradients].map((value) => value.toArray()));
    });
  });
});

describe('jacobian', () => {
  test('agrees with central differences in both modes, [...output, ...input]', () => {
    fc.assert(
      fc.property(randomFunction, fc.nat(1000), ({ f }, seed) => {
        const given = randomArguments(seed);
        const at = given.matrix;
        const g = (matrix: Tensor): Tensor => slice(f({ ...given, matrix })[0], 0, 0, 2);
        const columns = Array.from({ length: 9 }, (_, index) => {
          const direction = reshape(cast(equal(tensor([0, 1, 2, 3, 4, 5, 6, 7, 8]), index), 'float64'), [3, 3]);
          return differences((x: Tensor) => [g(x)], at, direction)[0].data;
        });
        const expected = tensor(Array.from({ length: 54 }, (_, index) => columns[index % 9][Math.floor(index / 9)]), {
          shape: [2, 3, 3, 3],
          dtype: 'float64',
        });
        expectClose([jacobian(g)(at), jacobian(g, { mode: 'forward' })(at)], [expected, expected], 1e-6);
      }),
      { numRuns: 20 },
    );
  });

  test('of W·x is W; of a scalar function it is the gradient', () => {
    const W = tensor([[1, 2, 3], [4, 5, 6]]);
    const product = (x: Tensor): Tensor => sum(mul(W, x), 1);
    for (const mode of ['reverse', 'forward'] as const) {
      expect(jacobian(product, { mode })(tensor([7, 8, 9])).toArray()).toEqual(W.toArray());
      expect(jacobian((x) => sum(square(x)), { mode })(tensor([1, 2])).toArray()).toEqual([2, 4]);
    }
  });

  test('can be traced and differentiated: the trace of the Jacobian of x³ has gradient 6x', () => {
    const at = tensor([1, 2, 3], { dtype: 'float64' });
    for (const mode of ['reverse', 'forward'] as const) {
      const trace = (x: Tensor): Tensor => sum(jacobian((y) => mul(y, mul(y, y)), { mode })(x));
      expect(grad(trace)(at).toArray()).toEqual([6, 12, 18]);
    }
  });

  test('refuses integers', () => {
    expect(() => jacobian((x) => x)(zeros([2], 'int32'))).toThrow(
      new DTypeError('jacobian: the argument is not float: int32[2]; float32 or float64 is expected; cast converts'),
    );
    for (const mode of ['reverse', 'forward'] as const) {
      expect(() => jacobian((x) => cast(x, 'int32'), { mode })(zeros([2]))).toThrow(
        new DTypeError('jacobian: the result is not float: int32[2]; float32 or float64 is expected; cast converts'),
      );
    }
  });
});

test('hessian of x₀²·x₁ + x₁³ is [[2x₁, 2x₀], [2x₀, 6x₁]]', () => {
  const f = (x: Tensor): Tensor => {
    const [a, b] = [slice(x, 0, 0, 1), slice(x, 0, 1, 2)];
    return sum(add(mul(square(a), b), mul(b, square(b))));
  };
  expect(hessian(f)(tensor([3, 5])).toArray()).toEqual([[10, 6], [6, 30]]);
});
