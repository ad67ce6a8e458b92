import * as t from '@rekur/tensor';
import { remat } from '../remat.js';

export type Values = Record<string, t.Tensor>;

/** Numbers away from 0 and from each other, so that kinks and poles are not hit. */
export function values(seed: number, shape: t.Shape, { min = 0.5, max = 1.5 } = {}): t.Tensor {
  return t.cast(t.uniform(t.randomKey(seed), shape, { min, max }), 'float64');
}

const a = values(1, [3, 4]);
const b = values(2, [3, 4]);
const row = values(3, [4]);
const cube = values(4, [2, 3, 4]);
const positive = t.tensor([true, false, true, true]);
const indices = t.tensor([2, 0, 2, 1], { dtype: 'int32' });

/** For every differentiable primitive, functions that use it. */
export const cases: Readonly<Record<string, readonly { f: (x: Values) => t.Tensor; at: Values }[]>> = {
  abs: [{ f: ({ a }) => t.abs(t.sub(a, 1)), at: { a } }],
  add: [{ f: ({ a, b }) => t.add(a, b), at: { a, b: row } }],
  broadcast: [
    { f: ({ a }) => t.broadcastTo(a, [2, 3, 4]), at: { a } },
    { f: ({ a }) => t.broadcastTo(a, [3, 4]), at: { a: values(5, [3, 1]) } },
    { f: ({ a }) => t.broadcastTo(a, [3, 4]), at: { a: values(6, []) } },
  ],
  call: [{ f: ({ a, b }) => remat((x: t.Tensor) => t.mul(t.tanh(t.mul(x, x)), b))(a), at: { a, b } }],
  cast: [{ f: ({ a }) => t.cast(t.cast(a, 'float64'), 'float64'), at: { a } }],
  concat: [{ f: ({ a, b }) => t.concat([a, b, a], 1), at: { a, b: values(7, [3, 2]) } }],
  cumulativeSum: [
    { f: ({ a }) => t.cumulativeSum(a, 1), at: { a: cube } },
    { f: ({ a }) => t.cumulativeSum(a, 0, { reverse: true }), at: { a } },
  ],
  div: [{ f: ({ a, b }) => t.div(a, b), at: { a, b: row } }, { f: ({ a }) => t.div(2, a), at: { a } }],
  erf: [{ f: ({ a }) => t.erf(a), at: { a } }],
  exp: [{ f: ({ a }) => t.exp(a), at: { a } }],
  gather: [{ f: ({ a }) => t.gather(a, indices), at: { a } }],
  log: [{ f: ({ a }) => t.log(a), at: { a } }],
  matmul: [false, true].flatMap((transposeA) =>
    [false, true].map((transposeB) => ({
      f: ({ a, b }: Values) => t.matmul(a, b, { transposeA, transposeB }),
      at: { a: values(8, transposeA ? [2, 4, 3] : [2, 3, 4]), b: values(9, transposeB ? [2, 5, 4] : [2, 4, 5]) },
    })),
  ),
  max: [{ f: ({ a }) => t.max(a, 1), at: { a } }, { f: ({ a }) => t.max(a), at: { a: cube } }],
  maximum: [{ f: ({ a, b }) => t.maximum(a, b), at: { a, b } }],
  min: [{ f: ({ a }) => t.min(a, 1), at: { a } }, { f: ({ a }) => t.min(a), at: { a: cube } }],
  minimum: [{ f: ({ a, b }) => t.minimum(a, b), at: { a, b } }],
  mul: [{ f: ({ a, b }) => t.mul(a, b), at: { a, b: row } }, { f: ({ a }) => t.mul(a, a), at: { a } }],
  neg: [{ f: ({ a }) => t.neg(a), at: { a } }],
  pad: [{ f: ({ a }) => t.pad(a, [1, 0], [0, 2]), at: { a } }],
  reshape: [{ f: ({ a }) => t.reshape(a, [2, 6]), at: { a } }],
  reverse: [{ f: ({ a }) => t.flip(a, [0, 1]), at: { a } }],
  scan: [
    {
      f: ({ a, b }) => t.scan(([h], [x]) => ({ carry: [t.tanh(t.add(t.mul(h, b), x))], outputs: [t.mul(h, x)] }), [row], [a]).outputs[0],
      at: { a, b: row },
    },
  ],
  scatterAdd: [{ f: ({ a }) => t.scatterAdd(indices, a, 3), at: { a: values(10, [4, 2]) } }],
  select: [{ f: ({ a, b }) => t.where(positive, a, b), at: { a, b } }],
  sigmoid: [{ f: ({ a }) => t.sigmoid(a), at: { a } }],
  slice: [{ f: ({ a }) => t.slice(a, 1, 1, 3), at: { a } }],
  sqrt: [{ f: ({ a }) => t.sqrt(a), at: { a } }],
  sub: [{ f: ({ a, b }) => t.sub(a, b), at: { a, b: row } }],
  sum: [{ f: ({ a }) => t.sum(a, [0, 2]), at: { a: cube } }, { f: ({ a }) => t.sum(a), at: { a: cube } }],
  tanh: [{ f: ({ a }) => t.tanh(a), at: { a } }],
  transpose: [{ f: ({ a }) => t.transpose(a, [2, 0, 1]), at: { a: cube } }],
};
