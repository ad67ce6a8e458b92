import { type Figure, type FigureOptions, weightHistograms } from '@rekur/viz';
import type { Results } from '../results.js';

export function weightHistogramsExample({ text: { parameters } }: Results, options: FigureOptions): Figure {
  const tensors = Object.entries(parameters).map(([name, { data }]) => ({ name, values: data }));
  return weightHistograms({ tensors }, options);
}
