import type { ClassOptions } from './classes.js';
import { classPairs } from './classes.js';
import type { Numbers } from './counted.js';

/**
 * The share of predictions that are right; NaN of none. Predictions are classes of the targets' shape, or tensors
 * [..., classes] of scores.
 * @throws ShapeError, ValueError
 */
export function accuracy(predictions: Numbers, targets: Numbers, options?: ClassOptions): number {
  const pairs = classPairs('accuracy', predictions, targets, options);
  return pairs.filter(([predicted, actual]) => predicted === actual).length / pairs.length;
}
