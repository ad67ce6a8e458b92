import { describe, expect, test } from 'vitest';
import { checkGradients } from '@rekur/autodiff';
import { cast, normal, randomKey, tensor, type Tensor } from '@rekur/tensor';
import { crossEntropy, crossEntropyWith, type CrossEntropyOptions } from './crossEntropy.js';

const logits = cast(normal(randomKey(1), [4, 3]), 'float64');
const rows = logits.toArray() as number[][];
const classes = (values: number[]): Tensor => tensor(values, { dtype: 'int32' });

/** PyTorch's documented formulas, in plain numbers. */
function reference(targets: number[], { ignoreIndex = -100, labelSmoothing = 0, classWeights = [1, 1, 1] }: CrossEntropyOptions): number {
  let total = 0;
  let divisor = 0;
  targets.forEach((target, row) => {
    if (target === ignoreIndex) return;
    const logOfSum = Math.log(rows[row].reduce((sum, logit) => sum + Math.exp(logit), 0));
    const costs = rows[row].map((logit, index) => classWeights[index] * (logOfSum - logit));
    total += (1 - labelSmoothing) * costs[target] + (labelSmoothing / 3) * costs.reduce((sum, cost) => sum + cost, 0);
    divisor += classWeights[target];
  });
  return total / divisor;
}

describe('crossEntropyWith', () => {
  test.each<[string, number[], CrossEntropyOptions]>([
    ['class weights: divides by those of the targets', [0, 2, 1, 2], { classWeights: [1, 2, 0.5] }],
    ['label smoothing', [0, 2, 1, 2], { labelSmoothing: 0.3 }],
    ['targets that do not count', [0, 1, 1, 2], { ignoreIndex: 1 }],
    ['all of these', [0, 7, 1, 2], { classWeights: [1, 2, 0.5], labelSmoothing: 0.1, ignoreIndex: 7 }],
  ])('%s', (_, targets, options) => {
    expect(crossEntropyWith(options)(logits, classes(targets)).item()).toBeCloseTo(reference(targets, options), 13);
    expect(checkGradients((x: Tensor) => crossEntropyWith(options)(x, classes(targets)), logits)).toMatchObject({ agrees: true });
  });

  test('is NaN where a target is no class, and where no target counts', () => {
    for (const targets of [[0, 3, 1, 2], [0, -1, 1, 2], [-100, -100, -100, -100]]) {
      expect(crossEntropy(logits, classes(targets)).item()).toBeNaN();
    }
  });

  test('refuses options out of range', () => {
    expect(() => crossEntropyWith({ labelSmoothing: 2 })).toThrow(
      'crossEntropy: labelSmoothing out of range: labelSmoothing is 2; a number from 0 to 1 is expected',
    );
    expect(() => crossEntropyWith({ ignoreIndex: 0.5 })).toThrow(
      'crossEntropy: ignoreIndex out of range: ignoreIndex is 0.5; a whole number is expected',
    );
    expect(() => crossEntropyWith({ classWeights: [1, -2] })).toThrow(
      'crossEntropy: classWeights[1] out of range: classWeights[1] is -2; a finite number, 0 or more, is expected',
    );
    expect(() => crossEntropyWith({ classWeights: [1, 2] })(logits, classes([0, 0, 0, 0]))).toThrow(
      'crossEntropy: class weights do not fit: 2 weights; 3 are expected: one for each class of the logits',
    );
  });
});
