import { describe, foldIn, permutation, randomKey } from '@rekur/tensor';
import { TaskError } from '../error.js';
import { groupIndices } from './groupIndices.js';

/** Positions of the examples in three parts that share none. */
export interface Split {
  readonly training: readonly number[];
  /** What training watches to choose the best parameters. */
  readonly validation: readonly number[];
  /** No decision depends on it. */
  readonly test: readonly number[];
}

/**
 * Splits examples at random, class by class, so that each part has the classes in the proportions of the whole. Of a class
 * with so few examples that a part's share rounds to none, the training part keeps them.
 * @param classes the class of each example
 * @param shares of the whole, for validation and test
 * @throws TaskError if nothing is left for a part that should have something.
 */
export function stratifiedSplit(classes: ArrayLike<number>, shares: { readonly validation: number; readonly test: number }, seed: number): Split {
  const groups = groupIndices(classes);
  const split = { training: [] as number[], validation: [] as number[], test: [] as number[] };
  for (const own of groups) {
    const key = foldIn(randomKey(seed), classes[own[0]]);
    const shuffled = Array.from(permutation(key, own.length), (position) => own[position]);
    const test = Math.round(own.length * shares.test);
    const validation = Math.round(own.length * shares.validation);
    split.test.push(...shuffled.slice(0, test));
    split.validation.push(...shuffled.slice(test, test + validation));
    split.training.push(...shuffled.slice(test + validation));
  }
  for (const part of ['training', 'validation', 'test'] as const) {
    split[part].sort((a, b) => a - b);
    if (split[part].length > 0 || (part !== 'training' && shares[part] === 0)) continue;
    throw new TaskError(
      describe('trainClassifier', `no example for ${part}`, `${classes.length} examples of ${groups.length} classes`, 'more examples of each class are expected'),
    );
  }
  return split;
}
