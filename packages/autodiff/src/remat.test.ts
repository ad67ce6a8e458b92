import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScanOptions, Tensor } from '@rekur/tensor';
import { add, cast, checkProgram, exp, interpreter, mul, printProgram, scan, ShapeError, square, sum, tanh, tensor, trace, ValueError, zeros } from '@rekur/tensor';
import { bufferBytes } from './bufferBytes.js';
import { checkGradients } from './checkGradients.js';
import { grad, valueAndGrad, vjpProgram } from './grad.js';
import { remat } from './remat.js';
import { rematScan } from './rematScan.js';
import { lstmStep, type LstmWeights, lstmWeights, random } from './testing/lstm.js';
import { type Arguments, randomArguments, stoppedFunction } from './testing/randomFunction.js';

type Values = Record<string, Tensor>;

const deep = ({ a, b }: Values): Tensor => tanh(mul(exp(tanh(add(a, b))), b));
const at = { a: random(1, [3]), b: random(2, [3]) };

function elements(tree: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, value.toArray()]));
}

describe('remat', () => {
  test('changes neither values nor gradients, to the bit', () => {
    const plain = valueAndGrad((p: Values) => sum(square(deep(p))))(at);
    const again = valueAndGrad((p: Values) => sum(square(remat(deep)(p))))(at);
    expect(again.value.item()).toBe(plain.value.item());
    expect(elements(again.gradient)).toEqual(elements(plain.gradient));
  });

  test('changes neither values nor gradients of random functions, to the bit', () => {
    fc.assert(
      fc.property(stoppedFunction, fc.nat(1000), ({ f }, seed) => {
        const given = randomArguments(seed);
        const plain = valueAndGrad((p: Arguments) => f(p)[1])(given);
        const again = valueAndGrad((p: Arguments) => remat(f)(p)[1])(given);
        expect(again.value.item()).toBe(plain.value.item());
        expect(elements(again.gradient)).toEqual(elements(plain.gradient));
      }),
      { numRuns: 40 },
    );
  });

  test('keeps the structure of arguments and result, and gives gradients of what is used from outside', () => {
    const outside = random(3, [3]);
    const f = remat((p: Values, [scale]: Tensor[]) => ({ scaled: mul(p.a, scale), rest: [mul(p.b, outside)] }));
    const { scaled, rest } = f(at, [tensor([2, 2, 2], { dtype: 'float64' })]);
    expect(scaled.toArray()).toEqual(mul(at.a, 2).toArray());
    expect(rest[0].toArray()).toEqual(mul(at.b, outside).toArray());
    const gradient = grad((weight: Tensor) => sum(remat((x: Tensor) => mul(square(x), weight))(at.a)))(outside);
    expect(gradient.toArray()).toEqual(square(at.a).toArray());
  });

  test('stores the arguments alone: the pullback is a call that begins with the forward pass', () => {
    const { program } = trace((x) => [remat((y: Tensor) => exp(tanh(y)))(x)], [{ shape: [3], dtype: 'float32' }]);
    expect(printProgram(vjpProgram(program))).toMatchInlineSnapshot(`
      "program(a: float32[3], b: float32[3]) {
        c: float32[3] = call[body=program(a: float32[3]) {
          b: float32[3] = tanh a
          c: float32[3] = exp b
          return c
        } backward=none] a
        d: float32[3] = call[body=program(a: float32[3], b: float32[3]) {
          c: float32[3] = tanh a
          d: float32[3] = exp c
          e: float32[3] = mul b d
          f: float32[3] = mul c c
          g: float32[3] = sub 1:float32 f
          h: float32[3] = mul e g
          return h
        } backward=none] a b
        return c d
      }"
    `);
  });

  test('leaves no gradient where none flows, and takes scalars and integers', () => {
    const f = remat((x: Tensor, y: Tensor, n: Tensor) => [mul(x, y), add(n, 1)]);
    const [x, n] = [tensor(3, { dtype: 'float64' }), tensor([1, 2], { dtype: 'int32' })];
    expect(f(x, at.a, n)[1].toArray()).toEqual([2, 3]);
    expect(grad((y: Tensor) => sum(f(x, y, n)[0]))(at.a).toArray()).toEqual([3, 3, 3]);
    expect(grad((v: Tensor) => sum(mul(f(v, at.a, n)[0], 2)))(x).item()).toBeCloseTo(2 * sum(at.a).item(), 14);
    expect(grad((y: Tensor) => sum(cast(f(x, y, n)[1], 'float64')))(at.a).toArray()).toEqual([0, 0, 0]);
  });

  test('has second derivatives, also inside another remat', () => {
    const nested = remat((p: Values) => mul(remat(deep)(p), p.a));
    const slope = (p: Values): Tensor => {
      const { a, b } = grad((q: Values) => sum(nested(q)))(p);
      return sum(mul(square(a), b));
    };
    expect(checkGradients(slope, at, { tolerance: 1e-6 })).toMatchObject({ agrees: true });
  });
});

const [batch, input, hidden] = [2, 2, 3];

interface Lstm extends LstmWeights {
  x: Tensor;
  h: Tensor;
  c: Tensor;
}

type Loop = typeof scan;

function lstmLoss({ x, h, c, ...weights }: Lstm, loop: Loop, options: ScanOptions = {}): Tensor {
  const { carry, outputs } = loop(
    (state, [slice]) => {
      const next = lstmStep(weights, slice, state);
      return { carry: next, outputs: [next[0]] };
    },
    [h, c],
    [x],
    options,
  );
  return add(sum(square(outputs[0])), sum(carry[1]));
}

function lstmAt(time: number): Lstm {
  return { ...lstmWeights(10, input, hidden), x: random(20, [time, batch, input]), h: random(21, [batch, hidden]), c: random(22, [batch, hidden]) };
}

describe('rematScan', () => {
  const cases = fc.record({
    time: fc.integer({ min: 0, max: 13 }),
    left: fc.nat(13),
    reverse: fc.boolean(),
    segments: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
    traced: fc.boolean(),
  });

  test('gives the values of scan to the bit, and its gradients, whatever the number of steps and segments', () => {
    fc.assert(
      fc.property(cases, ({ time, left, reverse, segments, traced }) => {
        const count = Math.max(time - left, 0);
        const options = { reverse, tripCount: traced ? tensor(count, { dtype: 'int32' }) : count };
        const primal = lstmAt(time);
        const plain = valueAndGrad((p: Lstm) => lstmLoss(p, scan, options))(primal);
        const again = valueAndGrad((p: Lstm) => lstmLoss(p, rematScan, { ...options, segments } as ScanOptions))(primal);
        expect(again.value.item()).toBe(plain.value.item());
        for (const [name, value] of Object.entries(again.gradient)) {
          const expected = plain.gradient[name].data;
          value.data.forEach((element, index) => expect(Math.abs(element - expected[index])).toBeLessThanOrEqual(1e-12));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('gives gradients of states and inputs to the bit: only sums over time are added in another order', () => {
    const primal = lstmAt(11);
    const plain = grad((p: Lstm) => lstmLoss(p, scan))(primal);
    const again = grad((p: Lstm) => lstmLoss(p, rematScan))(primal);
    for (const name of ['x', 'h', 'c']) expect(again[name].toArray()).toEqual(plain[name].toArray());
  });

  test('has second derivatives', () => {
    const norm = (p: Lstm): Tensor =>
      Object.values(grad((q: Lstm) => lstmLoss(q, rematScan))(p))
        .map((each) => sum(square(each)))
        .reduce((total, each) => add(total, each));
    expect(checkGradients(norm, lstmAt(5), { tolerance: 1e-6 })).toMatchObject({ agrees: true });
  });

  test('refuses what scan refuses in the words of scan, and bad segments in its own', () => {
    const step = (carry: Tensor[]): { carry: Tensor[] } => ({ carry });
    expect(() => rematScan(step, [zeros([2])], [])).toThrow(
      new ShapeError('scan: length unknown: no per-step inputs and no steps; one of them is expected; pass { steps }'),
    );
    expect(() => rematScan(step, [zeros([2])], [zeros([3]), zeros([4])])).toThrow(
      new ShapeError(
        'scan: per-step inputs differ in length: per-step input 1 is float32[4], capacity is 3; the first axis of each must be the capacity',
      ),
    );
    expect(() => rematScan(step, [zeros([2])], [zeros([3])], { tripCount: 4 })).toThrow(
      new ValueError('scan: trip count out of range: 4 steps; 0 to 3 steps are expected'),
    );
    expect(() => rematScan(step, [zeros([2])], [zeros([3])], { segments: 0 })).toThrow(
      new ValueError('rematScan: bad number of segments: 0; a whole number from 1 is expected'),
    );
  });
});

describe('memory of a backward pass through an LSTM that feeds on its own output', () => {
  const weights = lstmWeights(30, hidden, hidden);
  const start = [random(31, [1, hidden]), random(32, [1, hidden])];

  /** Nothing in it is as long as time but what the backward pass stores. */
  function gradientProgram(loop: Loop, steps: number) {
    const names = Object.keys(weights);
    const { program } = trace((h, c, ...values) => {
      const given = Object.fromEntries(names.map((name, index) => [name, values[index]])) as LstmWeights;
      const { carry } = loop((state) => ({ carry: lstmStep(given, state[0], state) }), [h, c], [], { steps });
      return [sum(square(carry[0]))];
    }, [...start, ...Object.values(weights)]);
    const gradients = vjpProgram(program);
    checkProgram(gradients);
    return gradients;
  }

  const bytes = (loop: Loop, steps: number): number => bufferBytes(gradientProgram(loop, steps));

  test('grows with the number of steps under scan, with its root under rematScan', () => {
    // Differences, so that what does not grow (weights' gradients, one step's values) falls out.
    const growth = (loop: Loop, steps: number): number => bytes(loop, steps) - bytes(loop, steps / 4);
    expect(growth(scan, 10_000) / growth(scan, 2_500)).toBe(4);
    expect(growth(rematScan, 10_000) / growth(rematScan, 2_500)).toBe(2);
  });

  test('is a fiftieth at 10,000 steps, with the same gradients', () => {
    expect(bytes(scan, 10_000) / bytes(rematScan, 10_000)).toBeGreaterThan(50);
    const inputs = [...start, ...Object.values(weights), tensor(1, { dtype: 'float64' })];
    const [plain, again] = [scan, rematScan].map((loop) => interpreter.prepare(gradientProgram(loop, 10_000))(inputs));
    expect(again[0].item()).toBe(plain[0].item());
    again.forEach((value, position) => {
      const expected = plain[position].data;
      const scale = Math.max(1, ...Array.from(expected, Math.abs));
      value.data.forEach((element, index) => expect(Math.abs(element - expected[index]) / scale).toBeLessThanOrEqual(1e-12));
    });
  });
});

test('rematScan refuses a trip count out of range as scan does', () => {
  const tripCount = tensor(4, { dtype: 'int32' });
  expect(() => rematScan(([h], [x]) => ({ carry: [add(h, x)] }), [tensor(0)], [tensor([1, 2, 3])], { tripCount })).toThrow(
    'scan: trip count out of range: 4 steps; 0 to 3 steps fit the per-step inputs',
  );
});
