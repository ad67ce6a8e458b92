import { confusionMatrix, type Figure, type FigureOptions } from '@rekur/viz';
import type { Results } from '../results.js';

export function confusionMatrixExample({ confusions: { digits } }: Results, options: FigureOptions): Figure {
  return confusionMatrix({ classes: digits.labels, counts: digits.counts }, options);
}
