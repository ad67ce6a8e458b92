import type { ClassOptions } from './classes.js';
import { classPairs } from './classes.js';
import type { Numbers } from './counted.js';

export interface ConfusionOptions extends ClassOptions {
  /** How many classes there are. Default: as many as appear. */
  readonly classes?: number;
}

/**
 * How often each class was taken for each: element [actual][predicted]. Predictions are classes of the targets' shape, or
 * tensors [..., classes] of scores.
 * @throws ShapeError, ValueError
 */
export function confusionMatrix(predictions: Numbers, targets: Numbers, options: ConfusionOptions = {}): number[][] {
  const pairs = classPairs('confusionMatrix', predictions, targets, options);
  const classes = pairs.reduce((count, [predicted, actual]) => Math.max(count, predicted + 1, actual + 1), options.classes ?? 0);
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const [predicted, actual] of pairs) matrix[actual][predicted]++;
  return matrix;
}
