import { describe, expect, test } from 'vitest';
import { checkGradients } from '@rekur/autodiff';
import { normal, randomKey, tensor, type Tensor, zeros } from '@rekur/tensor';
import { crossEntropy } from './crossEntropy.js';
import { meanSquaredError } from './meanSquaredError.js';

const f64 = (values: number[][]): Tensor => tensor(values, { dtype: 'float64' });
const classes = (values: number[]): Tensor => tensor(values, { dtype: 'int32' });

describe('crossEntropy', () => {
  const logits = f64([[1, 2, 3], [0, 0, 0]]);
  // log(e¹ + e² + e³) − 3 and log 3.
  const [first, second] = [Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3)) - 3, Math.log(3)];

  test('is the mean of −log softmax at the target', () => {
    expect(crossEntropy(logits, classes([2, 0])).item()).toBeCloseTo((first + second) / 2, 14);
  });

  test('weighs rows, and a row of weight 0 does not count', () => {
    expect(crossEntropy(logits, classes([2, 0]), { weights: tensor([1, 0], { dtype: 'float64' }) }).item()).toBeCloseTo(first, 14);
    expect(crossEntropy(logits, classes([2, 0]), { weights: tensor([1, 3], { dtype: 'float64' }) }).item()).toBeCloseTo((first + 3 * second) / 4, 14);
  });

  test('stays finite for huge logits', () => {
    expect(crossEntropy(tensor([[1000, -1000]]), classes([1])).item()).toBe(2000);
  });

  test('has a gradient that agrees with central differences', () => {
    expect(checkGradients((x: Tensor) => crossEntropy(x, classes([2, 0])), logits)).toMatchObject({ agrees: true });
  });

  test('refuses targets of another shape or dtype, and weights that are not one per row', () => {
    expect(() => crossEntropy(logits, classes([1]))).toThrow(
      'crossEntropy: targets do not fit: targets are [1]; [2] is expected: one class per row of logits',
    );
    expect(() => crossEntropy(logits, tensor([1, 2]))).toThrow(
      "crossEntropy: wrong dtype: targets are float32[2]; int32 classes are expected; cast(targets, 'int32') converts",
    );
    expect(() => crossEntropy(logits, classes([1, 1]), { weights: tensor([1]) })).toThrow(
      'crossEntropy: weights do not fit: weights are [1], the output is [2, 3]; one weight per row is expected, or one per step of [batch, time, …]',
    );
  });
});

describe('meanSquaredError', () => {
  test('is the mean of squares, weighted by row', () => {
    const [predictions, targets] = [f64([[1, 2], [3, 4]]), f64([[0, 2], [3, 1]])];
    expect(meanSquaredError(predictions, targets).item()).toBe(2.5);
    expect(meanSquaredError(predictions, targets, { weights: tensor([1, 0], { dtype: 'float64' }) }).item()).toBe(0.5);
  });

  test('refuses targets that would broadcast', () => {
    expect(() => meanSquaredError(zeros([2, 1]), zeros([2]))).toThrow(
      'meanSquaredError: targets do not fit: targets are [2]; [2, 1] is expected: the shape of the predictions',
    );
  });

  test('has a gradient that agrees with central differences', () => {
    const x = normal(randomKey(1), [3, 2]);
    const y = f64([[1, 2], [3, 4], [5, 6]]);
    expect(checkGradients((p: Tensor) => meanSquaredError(p, y), x)).toMatchObject({ agrees: true });
  });
});
