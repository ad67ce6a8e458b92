import { activationText, type Figure, type FigureOptions } from '@rekur/viz';
import type { Results } from '../results.js';

export function activationTextExample({ text: { unit, reading } }: Results, options: FigureOptions): Figure {
  return activationText({ tokens: reading.tokens, activations: unit.values, unit: `h[${unit.index}]` }, options);
}
