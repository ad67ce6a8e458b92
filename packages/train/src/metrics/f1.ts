import { describe, ValueError } from '@rekur/tensor';
import { requireOptions } from '../require.js';
import type { ClassOptions } from './classes.js';
import { confusionMatrix } from './confusionMatrix.js';
import { meanOf, type Numbers } from './counted.js';

export interface F1Options extends ClassOptions {
  /**
   * binary: of the class `positive` alone; macro: the mean over the classes that appear; weighted: the same, each class
   * weighted by its targets; micro: of all decisions together, which is the accuracy. Default binary.
   */
  readonly average?: 'binary' | 'macro' | 'micro' | 'weighted';
  /** Default 1. */
  readonly positive?: number;
}

/**
 * F1, the harmonic mean of precision and recall: 2·hits / (targets + predictions) of a class; 0 for a class that was neither.
 * Predictions are classes of the targets' shape, or tensors [..., classes] of scores.
 * @throws ShapeError, ValueError
 */
export function f1(predictions: Numbers, targets: Numbers, options: F1Options = {}): number {
  const { average = 'binary', positive = 1 } = options;
  requireOptions('f1', { positive }, (value) => Number.isInteger(value) && value >= 0, 'a class is expected');
  const matrix = confusionMatrix(predictions, targets, options);
  const classes = matrix.map((row, index) => ({
    hits: row[index],
    targets: row.reduce((sum, count) => sum + count, 0),
    predictions: matrix.reduce((sum, other) => sum + other[index], 0),
  }));
  const score = (counts: { hits: number; targets: number; predictions: number }): number =>
    counts.targets + counts.predictions === 0 ? 0 : (2 * counts.hits) / (counts.targets + counts.predictions);
  const appearing = classes.filter((each) => each.targets + each.predictions > 0);
  const total = (key: 'hits' | 'targets' | 'predictions'): number => classes.reduce((sum, each) => sum + each[key], 0);
  switch (average) {
    case 'binary':
      return positive < classes.length ? score(classes[positive]) : 0;
    case 'macro':
      return meanOf(appearing.map(score));
    case 'weighted':
      return appearing.reduce((sum, each) => sum + score(each) * each.targets, 0) / total('targets');
    case 'micro':
      return score({ hits: total('hits'), targets: total('targets'), predictions: total('predictions') });
  }
  // What JavaScript lets through.
  throw new ValueError(describe('f1', 'no such average', `'${String(average)}'`, 'binary, macro, micro or weighted is expected'));
}
