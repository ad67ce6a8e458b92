import fc from 'fast-check';
import * as t from '@rekur/tensor';
import type { Tensor } from '@rekur/tensor';
import { remat } from '../remat.js';
import { rematScan } from '../rematScan.js';
import { random } from './lstm.js';

/** Arguments of a random function, float64: matrix `[3, 3]`, row `[3]`, scale `[]`. */
export interface Arguments extends Record<string, Tensor> {
  matrix: Tensor;
  row: Tensor;
  scale: Tensor;
}

export function randomArguments(seed: number): Arguments {
  return { matrix: random(3 * seed, [3, 3]), row: random(3 * seed + 1, [3]), scale: random(3 * seed + 2, []) };
}

/** From one or two matrices to one; values stay of the order of 1, so that differences can be trusted. */
type Move = (x: Tensor, y: Tensor, given: Arguments) => Tensor;

const moves: Readonly<Record<string, Move>> = {
  add: (x, y) => t.mul(t.add(x, y), 0.5),
  sub: (x, y) => t.mul(t.sub(x, y), 0.5),
  mul: (x, y) => t.tanh(t.mul(x, y)),
  div: (x, y) => t.div(x, t.add(t.square(y), 1)),
  tanh: (x) => t.tanh(x),
  sigmoid: (x) => t.sigmoid(x),
  erf: (x) => t.erf(x),
  exp: (x) => t.exp(t.neg(t.square(x))),
  log: (x) => t.log(t.add(t.square(x), 1)),
  sqrt: (x) => t.sqrt(t.add(t.square(x), 0.5)),
  row: (x, _, { row }) => t.add(x, t.tanh(row)),
  scale: (x, _, { scale }) => t.mul(x, t.sigmoid(scale)),
  matmul: (x, y) => t.tanh(t.matmul(x, y, { transposeB: true })),
  transposed: (x, y) => t.tanh(t.matmul(x, y, { transposeA: true })),
  transpose: (x) => t.transpose(x, [1, 0]),
  flip: (x) => t.flip(x, [0]),
  sum: (x) => t.sub(x, t.mean(x, 0, { keepDims: true })),
  cumulativeSum: (x) => t.tanh(t.cumulativeSum(x, 0)),
  gather: (x) => t.gather(x, t.tensor([2, 0, 2], { dtype: 'int32' })),
  scatterAdd: (x) => t.tanh(t.scatterAdd(t.tensor([1, 0, 1], { dtype: 'int32' }), x, 3)),
  movement: (x, y) => t.slice(t.concat([x, t.pad(y, [0, 1], [0, 0])].map((part) => t.slice(part, 1, 0, 3)), 0), 0, 2, 5),
  reshape: (x) => t.reshape(t.flip(t.reshape(x, [9]), [0]), [3, 3]),
  where: (x, y) => t.where(t.tensor([true, false, true]), x, y),
  scan: (x, y, { row }) => loop(t.scan, x, y, row),
  reverseScan: (x, y, { row }) => {
    const step = ([h]: Tensor[], [a]: Tensor[]) => ({ carry: [t.tanh(t.add(h, a))], outputs: [t.mul(h, a)] });
    return t.scan(step, [row], [t.add(x, y)], { reverse: true, tripCount: 2 }).outputs[0];
  },
  rematScan: (x, y, { row }) => loop(rematScan, x, y, row),
  remat: (x, y) => remat((a: Tensor, b: Tensor) => t.tanh(t.mul(t.sigmoid(a), t.exp(t.neg(t.square(b))))))(x, y),
};

/** A recurrent network with a recurrent weight and a sum of its states: two carries, one of which only adds up. */
function loop(scan: typeof t.scan, x: Tensor, weights: Tensor, first: Tensor): Tensor {
  const { carry, outputs } = scan(
    ([h, total], [row]) => {
      const next = t.tanh(t.add(t.reshape(t.matmul(t.reshape(h, [1, 3]), weights), [3]), row));
      return { carry: [next, t.add(total, next)], outputs: [t.mul(next, row)] };
    },
    [first, t.mul(first, 0.5)],
    [x],
  );
  return t.add(outputs[0], t.tanh(carry[1]));
}

/** A composition of up to 8 differentiable operations, loops and calls among them. */
export interface RandomFunction {
  /** Which operations, for a counterexample that can be read. */
  readonly names: readonly string[];
  /** Two results: a matrix and a scalar. */
  readonly f: (given: Arguments) => Tensor[];
}

function compositions(known: Readonly<Record<string, Move>>): fc.Arbitrary<RandomFunction> {
  const step = fc.record({ name: fc.constantFrom(...Object.keys(known)), x: fc.nat(3), y: fc.nat(3) });
  return fc.array(step, { minLength: 1, maxLength: 8 }).map((steps) => ({
    names: steps.map(({ name }) => name),
    f: (given) => {
      const values = [given.matrix];
      const back = (count: number): Tensor => values[Math.max(values.length - 1 - count, 0)];
      for (const { name, x, y } of steps) values.push(known[name](back(x), back(y), given));
      const last = back(0);
      return [last, t.sum(t.mul(last, t.add(t.broadcastTo(given.row, [3, 3]), given.scale)))];
    },
  }));
}

export const randomFunction = compositions(moves);

/** With `stopGradient` among the operations, so that derivatives are not those of differences. */
export const stoppedFunction = compositions({ ...moves, stopGradient: (x, y) => t.mul(t.tanh(x), t.stopGradient(y)) });
