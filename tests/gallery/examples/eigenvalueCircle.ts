import { eigenvalueCircle, eigenvalues, type Figure, type FigureOptions, say } from '@rekur/viz';
import type { Results } from '../results.js';

export function eigenvalueCircleExample({ grammar: { recurrent } }: Results, options: FigureOptions): Figure {
  const matrices = [
    { name: say({ en: 'before training', ko: '훈련 전' }, options.language), values: eigenvalues(recurrent.before) },
    { name: say({ en: 'after training', ko: '훈련 후' }, options.language), values: eigenvalues(recurrent.after) },
  ];
  return eigenvalueCircle({ matrices }, options);
}
