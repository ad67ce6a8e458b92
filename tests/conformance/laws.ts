import { grad, jvp, remat, valueAndGrad } from '@rekur/autodiff';
import { lstm } from '@rekur/rnn';
import type { Engine, Tensor } from '@rekur/tensor';
import * as t from '@rekur/tensor';
import fc from 'fast-check';
import { test } from 'vitest';
import type { Values } from './case.js';
import { combine, expectNear, expectSameBits, numbers, onEngine } from './case.js';

const layer = lstm(2, 3);
const parameters = layer.initialize(t.randomKey(5)) as Values;

/** An LSTM over [rows, 4, 2], made one number per output so that everything has a gradient. */
function network(values: Values, lengths?: Tensor): Tensor {
  const { x, ...weights } = values;
  return layer.apply(weights, x, undefined, lengths ? { lengths } : undefined).output;
}

const seeds = fc.nat(100_000);
const runs = { numRuns: 15 };
const signed = (seed: number, shape: readonly number[]): Tensor => numbers(seed, shape, { min: -2, max: 2 });

/** Algebraic laws, each side worked out by the engine. */
export function laws(engine: Engine): void {
  test('an operation between shapes is the operation between the broadcast', () => {
    const shapes = fc.constantFrom<[number[], number[]]>([[3, 4], [4]], [[2, 1, 4], [3, 1]], [[1], [2, 3]], [[3, 1], [1, 4]], [[], [2, 2]]);
    const operation = fc.constantFrom(t.add, t.sub, t.mul, t.div, t.maximum, t.minimum);
    fc.assert(
      fc.property(seeds, shapes, operation, (seed, [left, right], f) => {
        const at = { a: signed(seed, left), b: signed(seed + 1, right) };
        const shape = t.broadcastShapes('law', left, right);
        const [short] = onEngine(engine, ({ a, b }) => [f(a, b)], at);
        const [long] = onEngine(engine, ({ a, b }) => [f(t.broadcastTo(a, shape), t.broadcastTo(b, shape))], at);
        expectSameBits(short, long);
      }),
      runs,
    );
  });

  test('turning round twice changes nothing, nor does transposing there and back', () => {
    fc.assert(
      fc.property(seeds, fc.subarray([0, 1, 2]), (seed, axes) => {
        const x = signed(seed, [2, 3, 4]);
        const [given] = onEngine(engine, ({ x }) => [t.flip(t.flip(t.transpose(t.transpose(x, [2, 0, 1]), [1, 2, 0]), axes), axes)], { x });
        expectSameBits(given, x);
      }),
      runs,
    );
  });

  test('a vjp is linear in its cotangent', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const at = { x: signed(seed, [2, 4, 2]), ...parameters };
        const pull = (cotangent: Tensor): Tensor =>
          onEngine(engine, ({ u, ...values }) => [grad((primal: Values) => t.sum(t.mul(network(primal), u)))(values)['x']], { u: cotangent, ...at })[0];
        const [u, v] = [signed(seed + 1, [2, 4, 3]), signed(seed + 2, [2, 4, 3])];
        expectNear(pull(combine(2, u, -3, v)), combine(2, pull(u), -3, pull(v)), 1e-5);
      }),
      runs,
    );
  });

  test('a vjp and a jvp are transposes: ⟨u, J·v⟩ = ⟨Jᵀ·u, v⟩', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const at = { x: signed(seed, [2, 4, 2]), ...parameters };
        const tangents = Object.fromEntries(Object.entries(at).map(([name, { shape }], index) => [name, signed(seed + index, shape)]));
        const u = signed(seed + 50, [2, 4, 3]);
        const inner = (a: Values, b: Values): number =>
          Object.keys(a).reduce((total, name) => total + t.sum(t.mul(t.cast(a[name], 'float64'), t.cast(b[name], 'float64'))).item(), 0);
        const given = Object.fromEntries([...Object.entries(at), ...Object.entries(tangents).map(([name, value]) => [`d.${name}`, value] as const)]);
        const [pushed] = onEngine(engine, (values) => {
          const primal = Object.fromEntries(Object.keys(at).map((name) => [name, values[name]]));
          const tangent = Object.fromEntries(Object.keys(at).map((name) => [name, values[`d.${name}`]]));
          return jvp((given: Values) => [network(given)], primal, tangent).tangents;
        }, given);
        const names = Object.keys(at);
        const pulled = onEngine(engine, ({ u, ...values }) => {
          const gradient = grad((primal: Values) => t.sum(t.mul(network(primal), u)))(values);
          return names.map((name) => gradient[name]);
        }, { u, ...at });
        const left = inner({ y: u }, { y: pushed });
        const right = inner(Object.fromEntries(names.map((name, index) => [name, pulled[index]])), tangents);
        if (Math.abs(left - right) > 1e-4 * Math.max(1, Math.abs(left))) throw new Error(`${left} is not ${right}`);
      }),
      runs,
    );
  });

  test('remat changes no bit, of value or gradient', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const at = { x: signed(seed, [2, 4, 2]), ...parameters };
        const both = (f: (values: Values) => Tensor) => (values: Values): Tensor[] => {
          const { value, gradient } = valueAndGrad((primal: Values) => t.sum(t.square(f(primal))))(values);
          return [value, ...Object.values(gradient)];
        };
        const plain = onEngine(engine, both((values) => network(values)), at);
        onEngine(engine, both(remat((values: Values) => network(values))), at).forEach((each, index) => expectSameBits(each, plain[index]));
      }),
      runs,
    );
  });

  test('padding changes nothing, of outputs or gradients, whatever stands in it', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(0, 7, NaN, Infinity), fc.integer({ min: 1, max: 3 }), (seed, filler, extra) => {
        const x = signed(seed, [2, 4, 2]);
        const padded = t.concat([x, t.full([2, extra, 2], filler)], 1);
        const run = (input: Tensor): Tensor[] =>
          onEngine(engine, ({ lengths, ...values }) => {
            const { value, gradient } = valueAndGrad((primal: Values) => t.sum(t.square(network(primal, lengths))))(values);
            return [value, network(values, lengths), ...Object.values(gradient)];
          }, { lengths: t.tensor([4, 2], { dtype: 'int32' }), x: input, ...parameters });
        const [plain, filled] = [run(x), run(padded)];
        plain.forEach((each, index) => {
          const whole = filled[index];
          expectNear(whole.rank === 3 ? t.slice(whole, 1, 0, 4) : whole, each, 1e-6);
        });
        // Nothing comes back to what was padded.
        expectSameBits(t.slice(filled[2], 1, 4), t.zeros([2, extra, 2]));
      }),
      runs,
    );
  });
}
