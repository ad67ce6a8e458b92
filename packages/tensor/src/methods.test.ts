import { expect, test } from 'vitest';
import * as api from './index.js';
import { unevenTensor, whole } from './testing/bits.js';

const x = unevenTensor(1, [3, 4]);
const y = api.abs(unevenTensor(2, [3, 4]));
const bools = api.greater(x, 0);
const indices = api.tensor([2, 0], { dtype: 'int32' });

/** What each method is called with, beside its tensor. */
const cases: { [Name in keyof api.TensorMethods]: { on?: api.Tensor; rest: Parameters<api.TensorMethods[Name]> } } = {
  add: { rest: [y] }, sub: { rest: [y] }, mul: { rest: [2] }, div: { rest: [y] }, pow: { rest: [3] }, maximum: { rest: [y] }, minimum: { rest: [0] },
  equal: { rest: [y] }, notEqual: { rest: [y] }, greater: { rest: [y] }, greaterEqual: { rest: [y] }, less: { rest: [y] }, lessEqual: { rest: [y] },
  and: { on: bools, rest: [bools] }, or: { on: bools, rest: [bools] }, xor: { on: bools, rest: [bools] }, not: { on: bools, rest: [] },
  neg: { rest: [] }, abs: { rest: [] }, exp: { rest: [] }, log: { on: y, rest: [] }, sqrt: { on: y, rest: [] }, square: { rest: [] },
  tanh: { rest: [] }, sigmoid: { rest: [] }, erf: { rest: [] }, relu: { rest: [] }, gelu: { rest: [] }, silu: { rest: [] }, softplus: { rest: [] },
  clip: { rest: [-0.1, 0.1] }, cast: { rest: ['float64'] }, stopGradient: { rest: [] }, matmul: { rest: [y, { transposeB: true }] },
  gather: { rest: [indices] }, sum: { rest: [1] }, mean: { rest: [0, { keepDims: true }] }, variance: { rest: [1, { correction: 0 }] },
  max: { rest: [1] }, min: { rest: [] }, argmax: { rest: [0] }, cumulativeSum: { rest: [0, { reverse: true }] },
  softmax: { rest: [0] }, logSoftmax: { rest: [] }, logSumExp: { rest: [0, { keepDims: true }] }, reshape: { rest: [[2, -1]] }, transpose: { rest: [] },
  broadcastTo: { rest: [[2, 3, 4]] }, slice: { rest: [1, 1, 3] }, pad: { rest: [[1, 0], [0, 2]] }, expandDims: { rest: [-1] },
  split: { rest: [2, 1] }, flip: { rest: [[0, 1]] },
};

test.each(Object.entries(cases))('x.%s(…) is the function of that name', (name, { on = x, rest }) => {
  const method = (on as unknown as Record<string, (...rest: unknown[]) => unknown>)[name];
  const f = (api as unknown as Record<string, (...rest: unknown[]) => unknown>)[name];
  const all = (value: unknown): unknown => (value as api.Tensor | api.Tensor[] instanceof Array ? (value as api.Tensor[]).map(whole) : whole(value as api.Tensor));
  expect(all(method.apply(on, rest))).toEqual(all(f(on, ...rest)));
});

test('methods follow one another from left to right', () => {
  expect(whole(x.matmul(y, { transposeB: true }).add(1).tanh())).toEqual(whole(api.tanh(api.add(api.matmul(x, y, { transposeB: true }), 1))));
});
