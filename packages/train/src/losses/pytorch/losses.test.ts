import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { valueAndGrad } from '@rekur/autodiff';
import { readSafetensors, tensorValues } from '@rekur/safetensors';
import { type DType, mul, tensor, type Tensor, transpose } from '@rekur/tensor';
import { binaryCrossEntropyWithLogits } from '../binaryCrossEntropyWithLogits.js';
import { crossEntropy } from '../crossEntropy.js';
import { ctc } from '../ctc.js';
import { huber } from '../huber.js';
import type { Loss, LossContext } from '../loss.js';
import { meanSquaredError } from '../meanSquaredError.js';

// Values and gradients of sum(loss · w), made with PyTorch 1.13 in float64.
const { tensors } = readSafetensors(readFileSync(join(import.meta.dirname, 'losses.safetensors')));

function read(name: string, dtype: DType = 'float64'): Tensor {
  const entry = tensors.get(name);
  if (!entry) throw new Error(`there is no ${name}`);
  return tensor(Array.from(tensorValues(entry) as ArrayLike<number | bigint>, Number), { shape: entry.shape, dtype });
}

/** max|a − b| / max|b|. */
function distance(actual: Tensor, expected: Tensor): number {
  expect(actual.shape).toEqual(expected.shape);
  const largest = (values: Iterable<number>): number => Math.max(...Array.from(values, Math.abs));
  return largest(Array.from(actual.data, (value, index) => value - expected.data[index])) / largest(expected.data);
}

function compare(name: string, loss: Loss, targets: Tensor, given?: LossContext, order?: readonly number[]): void {
  const arrange = (x: Tensor): Tensor => (order ? transpose(x, order) : x);
  const { value, gradient } = valueAndGrad((x: Tensor) => mul(loss(arrange(x), targets, given), read(`${name}.w`)))(read(`${name}.in0`));
  expect(distance(value, mul(read(`${name}.out`), read(`${name}.w`)))).toBeLessThan(1e-10);
  expect(distance(gradient, read(`${name}.grad0`))).toBeLessThan(1e-10);
}

describe('value and gradient agree with PyTorch in float64:', () => {
  test('cross-entropy', () => compare('cross_entropy_mean', crossEntropy, read('cross_entropy_mean.target', 'int32')));

  test('cross-entropy where targets of −100 do not count', () => {
    const targets = read('cross_entropy_ignore.target', 'int32');
    expect(targets.data).toContain(-100);
    compare('cross_entropy_ignore', crossEntropy, targets);
  });

  test('binary cross-entropy', () => compare('bce_with_logits_mean', binaryCrossEntropyWithLogits, read('bce_with_logits_mean.target')));

  test('Huber’s loss', () => compare('huber_mean', huber(), read('huber_mean.target')));

  test('mean squared error', () => compare('mse_mean', meanSquaredError, read('mse_mean.target')));

  test('CTC with lengths of inputs and targets', () => {
    const given = { lengths: read('ctc_sum.inputLengths', 'int32'), targetLengths: read('ctc_sum.targetLengths', 'int32') };
    compare('ctc_sum', ctc({ reduction: 'sum' }), read('ctc_sum.targets', 'int32'), given, [1, 0, 2]);
  });
});
