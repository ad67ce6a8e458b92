import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  cast,
  matmul,
  mul,
  normal,
  printProgram,
  randomKey,
  scan,
  type Shape,
  sigmoid,
  slice,
  split,
  sub,
  sum,
  tanh,
  tensor,
  type Tensor,
  trace,
  zeros,
} from '@rekur/tensor';
import { checkGradients } from './checkGradients.js';
import { grad, valueAndGrad, vjpProgram } from './grad.js';

function random(seed: number, shape: Shape): Tensor {
  return cast(normal(randomKey(seed), shape, { deviation: 0.5 }), 'float64');
}

interface Parameters extends Record<string, Tensor> {
  W: Tensor;
  U: Tensor;
  x: Tensor;
  h: Tensor;
}

const parameters: Parameters = { W: random(1, [3, 2]), U: random(2, [3, 3]), x: random(3, [5, 2, 2]), h: random(4, [2, 3]) };

/** Σ over steps of an Elman network's squared outputs; an LSTM's shape of loop with one gate. */
function elmanLoss({ W, U, x, h }: Parameters, options: { reverse?: boolean; tripCount?: number } = {}): Tensor {
  const { carry, outputs } = scan(
    ([state], [input]) => {
      const next = tanh(add(matmul(input, W, { transposeB: true }), matmul(state, U)));
      return { carry: [next], outputs: [mul(next, next)] };
    },
    [h],
    [x],
    options,
  );
  return add(sum(outputs[0]), sum(mul(carry[0], carry[0])));
}

describe('the gradient of scan', () => {
  for (const options of [{}, { reverse: true }, { tripCount: 3 }, { reverse: true, tripCount: 3 }, { tripCount: 0 }]) {
    test(`agrees with central differences with ${JSON.stringify(options)}`, () => {
      expect(checkGradients((p: Parameters) => elmanLoss(p, options), parameters)).toMatchObject({ agrees: true });
    });
  }

  test('is zero for the steps that did not run', () => {
    const { x } = grad((p: Parameters) => elmanLoss(p, { tripCount: 2 }))(parameters);
    expect(slice(x, 0, 2).toArray()).toEqual(zeros([3, 2, 2]).toArray());
    expect(sum(mul(x, x)).item()).toBeGreaterThan(0);
  });

  test('is that of the unrolled loop', () => {
    const unrolled = ({ W, U, x, h }: Parameters): Tensor => {
      let state = h;
      let total = sum(zeros([1], 'float64'));
      for (let t = 0; t < 5; t++) {
        const input = sum(slice(x, 0, t, t + 1), 0);
        state = tanh(add(matmul(input, W, { transposeB: true }), matmul(state, U)));
        total = add(total, sum(mul(state, state)));
      }
      return add(total, sum(mul(state, state)));
    };
    const looped = valueAndGrad((p: Parameters) => elmanLoss(p))(parameters);
    const plain = valueAndGrad(unrolled)(parameters);
    expect(looped.value.item()).toBeCloseTo(plain.value.item(), 12);
    for (const name of ['W', 'U', 'x', 'h']) {
      Array.from(looped.gradient[name].data).forEach((value, index) => expect(value).toBeCloseTo(plain.gradient[name].data[index], 12));
    }
  });

  test('has second derivatives that agree with central differences', () => {
    const gradientNorm = (p: Parameters): Tensor =>
      Object.values(grad((q: Parameters) => elmanLoss(q))(p))
        .map((each) => sum(mul(each, each)))
        .reduce((total, each) => add(total, each));
    expect(checkGradients(gradientNorm, parameters, { tolerance: 1e-6 })).toMatchObject({ agrees: true });
  });

  test('reaches a carry that only becomes active through another one', () => {
    const f = ({ a }: { a: Tensor }): Tensor =>
      sum(scan(([p, q]) => ({ carry: [mul(p, a), add(q, p)] }), [tensor([2], { dtype: 'float64' }), zeros([1], 'float64')], [], { steps: 4 }).carry[1]);
    // q after 4 steps is 2·(1 + a + a² + a³), whose derivative at 3 is 2·(1 + 2·3 + 3·9) = 68.
    expect(grad(f)({ a: tensor([3], { dtype: 'float64' }) }).a.toArray()).toEqual([68]);
  });

  test('goes through a scan inside a scan', () => {
    const f = ({ x, w }: { x: Tensor; w: Tensor }): Tensor => {
      const { outputs } = scan(
        ([h], [rows]) => {
          const inner = scan(([s], [value]) => ({ carry: [tanh(add(mul(s, w), value))] }), [h], [rows]);
          return { carry: inner.carry, outputs: inner.carry };
        },
        [zeros([2], 'float64')],
        [x],
      );
      return sum(mul(outputs[0], outputs[0]));
    };
    const at = { x: random(5, [3, 4, 2]), w: random(6, [2]) };
    expect(checkGradients(f, at)).toMatchObject({ agrees: true });
    const twice = (p: typeof at): Tensor => sum(mul(grad(f)(p).w, grad(f)(p).w));
    expect(checkGradients(twice, at, { tolerance: 1e-6 })).toMatchObject({ agrees: true });
  });

  test('is linear in the cotangent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: -3, max: 3, noNaN: true }), (seed, scale) => {
        const weights = random(seed, [5, 2, 3]);
        const f = (factor: number) => grad(({ x }: { x: Tensor }) => {
          const { outputs } = scan(([h], [input]) => ({ carry: [sigmoid(add(h, input))], outputs: [mul(h, input)] }), [zeros([2, 3], 'float64')], [x]);
          return sum(mul(mul(outputs[0], weights), factor));
        })({ x: random(7, [5, 2, 3]) }).x;
        const [once, scaled] = [f(1), f(scale)];
        const scaledOnce = mul(once, scale);
        expect(Array.from(sub(scaled, scaledOnce).data).every((difference) => Math.abs(difference) < 1e-12)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('residuals of scan', () => {
  test('an LSTM stacks at most 7·batch·hidden floats a step, and no weights', () => {
    const [time, batch, input, hidden] = [11, 2, 5, 3];
    const { program } = trace(
      (x, wx, wh, b, h0, c0) => {
        const { outputs } = scan(
          ([h, c], [step]) => {
            const gates = add(add(matmul(step, wx, { transposeB: true }), matmul(h, wh, { transposeB: true })), b);
            const [i, f, g, o] = split(gates, 4, -1);
            const next = add(mul(sigmoid(f), c), mul(sigmoid(i), tanh(g)));
            const output = mul(sigmoid(o), tanh(next));
            return { carry: [output, next], outputs: [output] };
          },
          [h0, c0],
          [x],
        );
        return [sum(outputs[0])];
      },
      [[time, batch, input], [4 * hidden, input], [4 * hidden, hidden], [4 * hidden], [batch, hidden], [batch, hidden]].map((shape) => ({
        shape,
        dtype: 'float32' as const,
      })),
    );
    const text = printProgram(vjpProgram(program));
    const [forward, backward] = text.split('\n').filter((line) => /= scan\[/.test(line));
    expect(backward).toBeDefined();
    const stacked = [...forward.matchAll(/float32\[11,([\d,]+)\]/g)].map(([, shape]) => shape.split(',').map(Number).reduce((a, b) => a * b));
    // The output h is stacked because the function returns it; everything else is there for the backward pass.
    const floatsPerStep = stacked.reduce((total, size) => total + size, 0) - batch * hidden;
    expect(floatsPerStep).toBeLessThanOrEqual(7 * batch * hidden);
    expect(floatsPerStep).toBeGreaterThan(0);
    expect(stacked.every((size) => size === batch * hidden)).toBe(true);
  });

  test('what cheap operations make of per-step inputs is recomputed, and what is made of invariants left the loop when traced', () => {
    const { program } = trace(
      (x, w) => {
        const { outputs } = scan(([h], [step]) => {
          const scale = tanh(w);
          const shifted = sub(1, mul(step, 2));
          const next = mul(mul(h, shifted), scale);
          return { carry: [next], outputs: [next] };
        }, [zeros([3])], [x]);
        return [sum(outputs[0])];
      },
      [
        { shape: [4, 3], dtype: 'float32' },
        { shape: [3], dtype: 'float32' },
      ],
    );
    expect(printProgram(vjpProgram(program))).toMatchInlineSnapshot(`
      "program(a: float32[4,3], b: float32[3], c: float32[3], d: float32[]) {
        e: float32[3] = tanh b
        f: float32[3], g: float32[4,3], h: float32[4,3] = scan[body=program(a: float32[3], b: float32[3], c: float32[3]) {
          d: float32[3] = mul b 2:float32
          e: float32[3] = sub 1:float32 d
          f: float32[3] = mul a e
          g: float32[3] = mul f c
          return g g a
        } carries=1 sequences=1 capacity=4 reverse=false] 4:int32 c a e
        i: float32[] = sum[axes=[0,1]] g
        j: float32[1,1] = reshape[shape=[1,1]] d
        k: float32[4,3] = broadcast[shape=[4,3]] j
        l: float32[3] = broadcast[shape=[3]] 0:float32
        m: float32[3] = broadcast[shape=[3]] 0:float32
        n: float32[3], o: float32[3], p: float32[4,3] = scan[body=program(a: float32[3], b: float32[3], c: float32[3], d: float32[3], e: float32[3], f: float32[3]) {
          g: float32[3] = mul d 2:float32
          h: float32[3] = sub 1:float32 g
          i: float32[3] = mul c h
          j: float32[3] = add a e
          k: float32[3] = mul j f
          l: float32[3] = mul j i
          m: float32[3] = mul k h
          n: float32[3] = mul k c
          o: float32[3] = neg n
          p: float32[3] = mul o 2:float32
          q: float32[3] = add b l
          return m q p
        } carries=2 sequences=3 capacity=4 reverse=true] 4:int32 l m h a k e
        q: float32[3] = mul e e
        r: float32[3] = sub 1:float32 q
        s: float32[3] = mul o r
        return i p s n
      }"
    `);
  });
});
