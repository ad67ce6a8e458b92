import { expect } from 'vitest';
import { valueAndGrad } from '@rekur/autodiff';
import * as t from '@rekur/tensor';
import type { Tensor } from '@rekur/tensor';
import { binaryCrossEntropyWithLogits, crossEntropyWith, ctc, huber, meanAbsoluteError, meanSquaredError } from '@rekur/train';
import { expectClose, tolerances } from '../closeness.js';
import type { GoldenCase } from './case.js';

/** What an operation is made from: its operands, and what else the file holds for it. */
interface Call {
  readonly inputs: readonly Tensor[];
  /** Another tensor of the case, such as `target`. */
  readonly extra: (name: string, dtype: 'float64' | 'int32') => Tensor;
  /** The digits at the end of the name: axes or an exponent. */
  readonly digits: readonly number[];
  readonly outputShape: readonly number[];
}

const simple = (f: (...inputs: Tensor[]) => Tensor) => ({ inputs }: Call): Tensor => f(...inputs);

/** What each operation of PyTorch is called here, by the first word of the case's name. */
const operations: Readonly<Record<string, (call: Call) => Tensor>> = {
  ...Object.fromEntries(
    (['abs', 'add', 'sub', 'mul', 'div', 'exp', 'log', 'sqrt', 'tanh', 'sigmoid', 'erf', 'relu', 'gelu', 'silu', 'softplus', 'neg', 'square', 'maximum', 'minimum'] as const).map(
      (name) => [name, simple(t[name])],
    ),
  ),
  clip: simple((x) => t.clip(x, -0.5, 0.5)),
  pow: ({ inputs: [x], digits: [exponent] }) => t.pow(x, exponent),
  where: simple((a, b) => t.where(t.greater(a, 0), a, b)),
  matmul: simple((a, b) => matmulLikePyTorch(a, b)),
  bmm: simple((a, b) => t.matmul(a, b)),
  sum: ({ inputs: [x], digits }) => t.sum(x, digits),
  mean: ({ inputs: [x], digits }) => t.mean(x, digits),
  max: ({ inputs: [x], digits }) => t.max(x, digits),
  min: ({ inputs: [x], digits }) => t.min(x, digits),
  cumsum: ({ inputs: [x], digits: [axis] }) => t.cumulativeSum(x, axis),
  concat: ({ inputs, digits: [axis] }) => t.concat(inputs, axis),
  stack: ({ inputs, digits: [axis] }) => t.stack(inputs, axis),
  // Rows 1 to 3, every second column.
  slice: ({ inputs: [x], outputShape: [rows] }) => t.slice(t.slice(x, 0, 1, 1 + rows), 1, 0, x.shape[1], 2),
  transpose_reshape: ({ inputs: [x], outputShape }) => t.reshape(t.transpose(x, [2, 0, 1]), outputShape),
  embedding: simple((indices, table) => t.gather(table, indices)),
  softmax: ({ inputs: [x], digits }) => t.softmax(x, digits[0] ?? -1),
  log_softmax: ({ inputs: [x], digits }) => t.logSoftmax(x, digits[0] ?? -1),
  logsumexp: ({ inputs: [x], digits }) => t.logSumExp(x, digits[0] ?? -1),
  layer_norm: simple((x, weight, bias) => t.layerNorm(x, { weight, bias })),
  mse: ({ inputs: [x], extra }) => meanSquaredError(x, extra('target', 'float64')),
  l1: ({ inputs: [x], extra }) => meanAbsoluteError(x, extra('target', 'float64')),
  huber: ({ inputs: [x], extra }) => huber()(x, extra('target', 'float64')),
  bce_with_logits: ({ inputs: [x], extra }) => binaryCrossEntropyWithLogits(x, extra('target', 'float64')),
  cross_entropy: ({ inputs: [x], extra }) => crossEntropyWith({ ignoreIndex: -100 })(x, extra('target', 'int32')),
  ctc_sum: ctcWith('sum'),
  ctc_mean: ctcWith('mean'),
};

/** PyTorch's CTC takes [time, batch, classes]; the loss here [batch, time, classes]. */
function ctcWith(reduction: 'sum' | 'mean'): (call: Call) => Tensor {
  return ({ inputs: [x], extra }) =>
    ctc({ reduction })(t.transpose(x, [1, 0, 2]), extra('targets', 'int32'), {
      lengths: extra('inputLengths', 'int32'),
      targetLengths: extra('targetLengths', 'int32'),
    });
}

/** Batch axes are broadcast, which `matmul` leaves to the caller. */
function matmulLikePyTorch(a: Tensor, b: Tensor): Tensor {
  const batch = t.broadcastShapes('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2));
  return t.matmul(t.broadcastTo(a, [...batch, ...a.shape.slice(-2)]), t.broadcastTo(b, [...batch, ...b.shape.slice(-2)]));
}

/** The operations that a file holds. */
export function operationsOf({ names }: GoldenCase): string[] {
  return [...new Set(names.map((name) => name.slice(0, name.lastIndexOf('.'))))].sort();
}

/** The longest name in the table that `name` starts with, whole words only. */
function operationNamed(name: string): ((call: Call) => Tensor) | undefined {
  const key = Object.keys(operations)
    .filter((known) => new RegExp(`^${known}(_|\\d|$)`).test(name))
    .sort((a, b) => b.length - a.length)[0];
  return key === undefined ? undefined : operations[key];
}

/** Compares one operation's result and gradients with the file's. */
export function runOperation(golden: GoldenCase, name: string): void {
  const operation = operationNamed(name);
  expect(operation, `${golden.file}: no operation '${name}'; there are ${Object.keys(operations).join(', ')}`).toBeDefined();
  if (!operation) return;
  const get = (part: string, dtype: 'float64' | 'int32' = 'float64'): Tensor => golden.get(`${name}.${part}`, dtype);
  const count = golden.names.filter((each) => each.startsWith(`${name}.in`) && /\.in\d+$/.test(each)).length;
  const places = Array.from({ length: count }, (_, index) => index);
  const floats = places.filter((index) => golden.names.includes(`${name}.grad${index}`));
  const digits = Array.from(/\d*$/.exec(name)?.[0] ?? '', Number);
  const outputShape = get('out').shape;
  const { auxiliary, gradient } = valueAndGrad((given: Record<string, Tensor>) => {
    const inputs = places.map((index) => given[`in${index}`] ?? get(`in${index}`, 'int32'));
    const out = operation({ inputs, extra: get, digits, outputShape });
    return { value: t.sum(t.mul(out, get('w'))), auxiliary: [out] };
  })(Object.fromEntries(floats.map((index) => [`in${index}`, get(`in${index}`)])));
  expectClose(`${name}.out`, auxiliary[0], get('out'), tolerances.float64);
  expect(floats.length, `${name} has gradients`).toBeGreaterThan(0);
  for (const index of floats) expectClose(`${name}.grad${index}`, gradient[`in${index}`], get(`grad${index}`), tolerances.float64);
}
