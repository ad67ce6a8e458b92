import { remat } from '@rekur/autodiff';
import * as t from '@rekur/tensor';
import type { PrimitiveName } from '@rekur/tensor';
import type { Case, Values } from './case.js';
import { numbers } from './case.js';

const a = numbers(1, [3, 4]);
const b = numbers(2, [3, 4]);
const row = numbers(3, [4]);
const cube = numbers(4, [2, 3, 4]);
const signed = numbers(5, [3, 5], { min: -2, max: 2 });
const flags = t.tensor([true, false, true, true]);
const bits = t.tensor([0xdeadbeef, 0, 1, 4294967295], { dtype: 'uint32' });
const whole = t.tensor([-7, 0, 5, 2147483647], { dtype: 'int32' });
const indices = t.tensor([2, 0, 2, 1], { dtype: 'int32' });

const still = (f: Case['f'], at: Values): Case => ({ f, at, differentiable: false });

/** Every primitive at least once; a gap does not build. */
export const primitiveCases: Readonly<Record<PrimitiveName, readonly Case[]>> = {
  abs: [{ f: ({ a }) => t.abs(a), at: { a: signed } }],
  add: [{ f: ({ a, b }) => t.add(a, b), at: { a, b: row } }, still(({ a }) => t.add(a, 5), { a: whole })],
  and: [still(({ a, b }) => t.and(a, b), { a: flags, b: t.not(flags) }), still(({ a }) => t.and(a, 0xff00), { a: bits })],
  broadcast: [{ f: ({ a }) => t.broadcastTo(a, [2, 3, 4]), at: { a } }, { f: ({ a }) => t.broadcastTo(a, [3, 4]), at: { a: numbers(6, [3, 1]) } }],
  call: [{ f: ({ a, b }) => remat((x: t.Tensor, y: t.Tensor) => t.tanh(t.mul(t.exp(x), y)))(a, b), at: { a, b } }],
  cast: [still(({ a }) => t.cast(a, 'int32'), { a: signed }), still(({ a }) => t.cast(a, 'bool'), { a: whole }), still(({ a }) => t.cast(a, 'uint32'), { a: whole })],
  concat: [{ f: ({ a, b }) => t.concat([a, b, a], 1), at: { a, b: numbers(7, [3, 2]) } }],
  cumulativeSum: [{ f: ({ a }) => t.cumulativeSum(a, 1), at: { a: cube } }, { f: ({ a }) => t.cumulativeSum(a, 0, { reverse: true }), at: { a: signed } }],
  div: [{ f: ({ a, b }) => t.div(a, b), at: { a, b: row } }, { f: ({ a }) => t.div(2, a), at: { a } }],
  equal: [still(({ a, b }) => t.equal(a, b), { a: whole, b: t.tensor([-7, 1, 5, 0], { dtype: 'int32' }) })],
  erf: [{ f: ({ a }) => t.erf(a), at: { a: signed } }],
  exp: [{ f: ({ a }) => t.exp(a), at: { a: signed } }],
  gather: [{ f: ({ a, indices }) => t.gather(a, indices), at: { a, indices } }],
  greater: [still(({ a }) => t.greater(a, 0.3), { a: signed })],
  greaterEqual: [still(({ a }) => t.greaterEqual(a, 5), { a: whole })],
  iota: [still(({ a }) => t.iota([2, 5], { like: a }), { a })],
  log: [{ f: ({ a }) => t.log(a), at: { a } }],
  matmul: [false, true].flatMap((transposeA) =>
    [false, true].map((transposeB) => ({
      f: ({ a, b }: Values) => t.matmul(a, b, { transposeA, transposeB }),
      at: { a: numbers(8, transposeA ? [2, 4, 3] : [2, 3, 4]), b: numbers(9, transposeB ? [2, 5, 4] : [2, 4, 5]) },
    })),
  ),
  max: [{ f: ({ a }) => t.max(a, 1), at: { a: signed } }, { f: ({ a }) => t.max(a), at: { a: cube } }],
  maximum: [{ f: ({ a, b }) => t.maximum(a, b), at: { a, b } }],
  min: [{ f: ({ a }) => t.min(a, 0), at: { a: signed } }],
  minimum: [{ f: ({ a, b }) => t.minimum(a, b), at: { a, b } }],
  mul: [{ f: ({ a, b }) => t.mul(a, b), at: { a, b: row } }, still(({ a }) => t.mul(a, 65537), { a: bits })],
  neg: [{ f: ({ a }) => t.neg(a), at: { a: signed } }],
  not: [still(({ a }) => t.not(a), { a: flags }), still(({ a }) => t.not(a), { a: bits })],
  or: [still(({ a }) => t.or(a, 0xff), { a: bits })],
  pad: [{ f: ({ a }) => t.pad(a, [1, 0], [0, 2]), at: { a } }],
  reshape: [{ f: ({ a }) => t.reshape(a, [2, 6]), at: { a } }],
  reverse: [{ f: ({ a }) => t.flip(a, [0, 1]), at: { a } }],
  scan: [
    {
      f: ({ a, b }) => t.scan(([h], [x]) => ({ carry: [t.tanh(t.add(t.mul(h, b), x))], outputs: [t.mul(h, x)] }), [b], [a]).outputs[0],
      at: { a, b: row },
    },
    {
      f: ({ a, b }) => t.scan(([h], [x]) => ({ carry: [t.tanh(t.add(t.mul(h, b), x))] }), [b], [a], { reverse: true, tripCount: 2 }).carry[0],
      at: { a, b: row },
    },
  ],
  scatterAdd: [{ f: ({ a, indices }) => t.scatterAdd(indices, a, 3), at: { a: numbers(10, [4, 2]), indices } }],
  select: [{ f: ({ a, b, flags }) => t.where(flags, a, b), at: { a, b, flags } }],
  shiftLeft: [still(({ a }) => t.shiftLeft(a, 13), { a: bits })],
  shiftRight: [still(({ a }) => t.shiftRight(a, 3), { a: bits }), still(({ a }) => t.shiftRight(a, 1), { a: whole })],
  sigmoid: [{ f: ({ a }) => t.sigmoid(a), at: { a: signed } }],
  slice: [{ f: ({ a }) => t.slice(a, 1, 1, 3), at: { a } }],
  sqrt: [{ f: ({ a }) => t.sqrt(a), at: { a } }],
  stopGradient: [{ f: ({ a }) => t.mul(a, t.stopGradient(t.add(t.mul(a, 0), 3))), at: { a } }],
  sub: [{ f: ({ a, b }) => t.sub(a, b), at: { a, b: row } }],
  sum: [{ f: ({ a }) => t.sum(a, [0, 2]), at: { a: cube } }, { f: ({ a }) => t.sum(a), at: { a: signed } }],
  tanh: [{ f: ({ a }) => t.tanh(a), at: { a: signed } }],
  transpose: [{ f: ({ a }) => t.transpose(a, [2, 0, 1]), at: { a: cube } }],
  xor: [still(({ a }) => t.xor(a, 0x55555555), { a: bits }), still(({ a }) => t.xor(a, 1), { a: flags })],
};

/** Operations made of primitives. */
export const composedCases: Readonly<Record<string, readonly Case[]>> = {
  argmax: [still(({ a }) => t.argmax(a, 1), { a: signed })],
  clip: [{ f: ({ a }) => t.clip(a, -0.51, 0.73), at: { a: signed } }],
  dropout: [still(({ a, key }) => t.dropout(a, 0.4, t.foldKey(key, 3)), { a: cube, key: t.keyTensor(t.randomKey(7)) })],
  einsum: [{ f: ({ a, b }) => t.einsum('ij,kj,j->ki', a, b, t.mul(t.sum(b, 0), 1)), at: { a, b } }],
  gelu: [{ f: ({ a }) => t.gelu(a), at: { a: signed } }],
  layerNorm: [{ f: ({ a, w, b }) => t.layerNorm(a, { weight: w, bias: b }), at: { a: signed, w: numbers(11, [5]), b: numbers(12, [5]) } }],
  less: [still(({ a }) => t.less(a, 0.3), { a: signed }), still(({ a }) => t.lessEqual(a, 5), { a: whole }), still(({ a }) => t.notEqual(a, 5), { a: whole })],
  logOnePlus: [{ f: ({ a }) => t.logOnePlus(a), at: { a } }],
  logSoftmax: [{ f: ({ a }) => t.logSoftmax(a), at: { a: signed } }],
  logSumExp: [{ f: ({ a }) => t.logSumExp(a, 0), at: { a: signed } }],
  mean: [{ f: ({ a }) => t.mean(a, 1), at: { a: cube } }],
  oneHot: [still(({ indices }) => t.oneHot(indices, 3), { indices })],
  pow: [{ f: ({ a }) => t.pow(a, 3), at: { a: signed } }, { f: ({ a, b }) => t.pow(a, b), at: { a, b } }],
  relu: [{ f: ({ a }) => t.relu(a), at: { a: signed } }],
  silu: [{ f: ({ a }) => t.silu(a), at: { a: signed } }],
  softmax: [{ f: ({ a }) => t.softmax(a, 0), at: { a: signed } }],
  softplus: [{ f: ({ a }) => t.softplus(a), at: { a: signed } }],
  split: [{ f: ({ a }) => t.mul(...(t.split(a, 2, 1) as [t.Tensor, t.Tensor])), at: { a } }],
  stack: [{ f: ({ a, b }) => t.stack([a, b], 1), at: { a, b } }],
  steppedSlice: [{ f: ({ a }) => t.slice(a, 1, 0, 4, 3), at: { a } }],
  variance: [{ f: ({ a }) => t.variance(a, [0, 1]), at: { a: cube } }],
};
