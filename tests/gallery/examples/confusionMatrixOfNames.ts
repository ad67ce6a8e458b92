import { confusionMatrix, type Figure, type FigureOptions, say } from '@rekur/viz';
import type { Results } from '../results.js';

export function confusionMatrixOfNamesExample({ confusions: { names } }: Results, options: FigureOptions): Figure {
  const words = { F: say({ en: 'female', ko: '여자 이름' }, options.language), M: say({ en: 'male', ko: '남자 이름' }, options.language) };
  const classes = names.labels.map((label) => words[label as keyof typeof words]);
  return confusionMatrix({ classes, counts: names.counts, show: 'shares' }, options);
}
