import { describe, ValueError } from '@rekur/tensor';
import type { ClassOptions } from './classes.js';
import { classPairs } from './classes.js';
import type { Numbers } from './counted.js';

export interface ConfusionOptions extends ClassOptions {
  /** How many classes there are, 10,000 at the most. Default: as many as appear. */
  readonly classes?: number;
}

/** A matrix of more would not fit into memory. */
const MOST_CLASSES = 10_000;

/**
 * How often each class was taken for each: element [actual][predicted]. Predictions are classes of the targets' shape, or
 * tensors [..., classes] of scores.
 * @throws ShapeError; ValueError for a class that is none of `classes`
 */
export function confusionMatrix(predictions: Numbers, targets: Numbers, options: ConfusionOptions = {}): number[][] {
  const pairs = classPairs('confusionMatrix', predictions, targets, options);
  const appearing = pairs.reduce((count, [predicted, actual]) => Math.max(count, predicted + 1, actual + 1), 0);
  const { classes = appearing } = options;
  if (!(Number.isInteger(classes) && classes >= appearing && classes <= MOST_CLASSES)) {
    throw new ValueError(
      describe('confusionMatrix', 'number of classes out of range', `classes are ${classes}, the last that appears is ${appearing - 1}`, `all that appear, and ${MOST_CLASSES} at the most, are expected`),
    );
  }
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const [predicted, actual] of pairs) matrix[actual][predicted]++;
  return matrix;
}
