import { describe, expect, test } from 'vitest';
import { checkGradients } from '@rekur/autodiff';
import { cast, normal, randomKey, tensor, type Tensor } from '@rekur/tensor';
import { binaryCrossEntropyWithLogits, binaryCrossEntropyWithLogitsWith } from './binaryCrossEntropyWithLogits.js';
import { gaussianNegativeLogLikelihood, gaussianNegativeLogLikelihoodWith } from './gaussianNegativeLogLikelihood.js';
import { huber } from './huber.js';
import type { Loss } from './loss.js';
import { meanAbsoluteError } from './meanAbsoluteError.js';
import { quantile } from './quantile.js';
import { smoothL1 } from './smoothL1.js';

const f64 = (values: number[] | number[][]): Tensor => tensor(values, { dtype: 'float64' });
const random = (seed: number, shape: number[]): Tensor => cast(normal(randomKey(seed), shape), 'float64');

function expectGradients(loss: Loss, output: Tensor, targets: Tensor): void {
  expect(checkGradients((x: Tensor) => loss(x, targets), output)).toMatchObject({ agrees: true });
}

describe('losses of numbers, worked by hand:', () => {
  const predictions = f64([[1, 2], [3, 4]]);
  const targets = f64([[0, 2.5], [3.25, 8]]);

  test('meanAbsoluteError', () => {
    expect(meanAbsoluteError(predictions, targets).item()).toBe((1 + 0.5 + 0.25 + 4) / 4);
    expectGradients(meanAbsoluteError, random(1, [3, 2]), random(2, [3, 2]));
  });

  test('huber is ½d² up to delta and a line beyond', () => {
    expect(huber()(predictions, targets).item()).toBe((0.5 + 0.125 + 0.03125 + 3.5) / 4);
    expect(huber({ delta: 2 })(predictions, targets).item()).toBe((0.5 + 0.125 + 0.03125 + 2 * 3) / 4);
    expectGradients(huber({ delta: 0.7 }), random(1, [3, 2]), random(2, [3, 2]));
  });

  test('smoothL1 is Huber’s loss divided by its threshold', () => {
    expect(smoothL1({ beta: 2 })(predictions, targets).item()).toBe(huber({ delta: 2 })(predictions, targets).item() / 2);
    expectGradients(smoothL1({ beta: 0.7 }), random(1, [3, 2]), random(2, [3, 2]));
  });

  test('quantile charges τ per unit too low and 1 − τ per unit too high', () => {
    // Two targets, quantiles 0.25 and 0.75: errors 1, −3 and 0, 2.
    const loss = quantile({ quantiles: [0.25, 0.75] });
    expect(loss(f64([[4, 8], [1, -1]]), f64([5, 1])).item()).toBe((0.25 * 1 + 0.25 * 3 + 0 + 0.75 * 2) / 4);
    expectGradients(loss, random(1, [3, 2]), random(2, [3]));
  });

  test('gaussianNegativeLogLikelihood is −log of the normal density, without its constant unless asked', () => {
    const [mean, variance, target] = [1.5, 0.8, 2];
    const density = Math.exp(-((target - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    const output = f64([[mean, Math.log(variance)]]);
    expect(gaussianNegativeLogLikelihoodWith({ full: true })(output, f64([[target]])).item()).toBeCloseTo(-Math.log(density), 14);
    expect(gaussianNegativeLogLikelihood(output, f64([[target]])).item()).toBeCloseTo(-Math.log(density) - 0.5 * Math.log(2 * Math.PI), 14);
    expectGradients(gaussianNegativeLogLikelihood, random(1, [3, 4]), random(2, [3, 2]));
  });

  test('gaussianNegativeLogLikelihood counts a smaller variance as epsilon', () => {
    const loss = gaussianNegativeLogLikelihoodWith({ epsilon: 0.5 });
    expect(loss(f64([[0, -50]]), f64([[1]])).item()).toBeCloseTo(0.5 * (Math.log(0.5) + 1 / 0.5), 14);
  });

  test('binaryCrossEntropyWithLogits is −log of the probability of the target, targets of 1 weighted', () => {
    const probability = 1 / (1 + Math.exp(-0.3));
    const [yes, no] = [-Math.log(probability), -Math.log(1 - probability)];
    const loss = (posWeight: number | number[]): number =>
      binaryCrossEntropyWithLogitsWith({ posWeight })(f64([[0.3, 0.3]]), f64([[1, 0]])).item();
    expect(loss(1)).toBeCloseTo((yes + no) / 2, 14);
    expect(loss(3)).toBeCloseTo((3 * yes + no) / 2, 14);
    expect(loss([2, 9])).toBeCloseTo((2 * yes + no) / 2, 14);
    expectGradients(binaryCrossEntropyWithLogitsWith({ posWeight: [2, 0.5] }), random(1, [3, 2]), f64([[1, 0], [0, 1], [0.3, 0.6]]));
  });

  test('binaryCrossEntropyWithLogits stays finite for huge logits, and its gradient at 0 is σ(0) − y', () => {
    expect(binaryCrossEntropyWithLogits(f64([1000, -1000]), f64([0, 1])).item()).toBe(1000);
    expect(binaryCrossEntropyWithLogits(f64([1000, -1000]), f64([1, 0])).item()).toBe(0);
    expectGradients(binaryCrossEntropyWithLogits, f64([0, 0]), f64([1, 0]));
  });
});

test('options and outputs that do not fit are refused', () => {
  expect(() => huber({ delta: 0 })).toThrow('huber: delta out of range: delta is 0; a finite number above 0 is expected');
  expect(() => smoothL1({ beta: -1 })).toThrow('smoothL1: beta out of range: beta is -1; a finite number above 0 is expected');
  expect(() => quantile({ quantiles: [0.5, 1] })).toThrow('quantile: quantiles out of range: [0.5, 1]; numbers between 0 and 1 are expected');
  expect(() => quantile()(f64([[1, 2]]), f64([1]))).toThrow(
    'quantile: output does not fit: output is [1, 2]; [..., 3] is expected: one value per quantile',
  );
  expect(() => gaussianNegativeLogLikelihood(f64([[1, 2, 3]]), f64([[1]]))).toThrow(
    'gaussianNegativeLogLikelihood: output does not fit: output is [1, 3]; [..., 2·features] is expected: means, then logarithms of variances',
  );
  expect(() => gaussianNegativeLogLikelihoodWith({ epsilon: 0 })).toThrow(
    'gaussianNegativeLogLikelihood: epsilon out of range: epsilon is 0; a finite number above 0 is expected',
  );
  expect(() => binaryCrossEntropyWithLogitsWith({ posWeight: [1] })(f64([[1, 2]]), f64([[1, 0]]))).toThrow(
    'binaryCrossEntropyWithLogits: posWeight does not fit: 1 weights; one number, or 2 of them, are expected: one for each element of the last axis',
  );
  expect(() => meanAbsoluteError(f64([1, 2]), f64([1]))).toThrow(
    'meanAbsoluteError: targets do not fit: targets are [1]; [2] is expected: the shape of the predictions',
  );
});
