import { foldIn, fromData, randomKey, uniform } from '@rekur/tensor';
import type { Batch } from '@rekur/train';

/**
 * Sequences of noise in [−0.2, 0.2) whose first number is −1 or 1, which is to be told after the last: the target is 0 or 1. Batch `index` of a seed is
 * always the same.
 */
export function signBatch(batch: number, steps: number, seed: number, index: number): Batch {
  const key = foldIn(randomKey(seed), index);
  const noise = uniform(foldIn(key, 0), [batch, steps], { min: -0.2, max: 0.2 }).data;
  const targets = Float32Array.from(uniform(foldIn(key, 1), [batch], { min: -1, max: 1 }).data, (value) => (value > 0 ? 1 : 0));
  const inputs = Float32Array.from(noise, (value, place) => (place % steps === 0 ? 2 * targets[Math.floor(place / steps)] - 1 : value));
  return { inputs: fromData(inputs, [batch, steps, 1]), targets: fromData(targets, [batch, 1]) };
}
