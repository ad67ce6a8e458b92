import { type Figure, type FigureOptions, tokenSurprise } from '@rekur/viz';
import type { Results } from '../results.js';

export function tokenSurpriseExample({ text: { reading } }: Results, options: FigureOptions): Figure {
  return tokenSurprise({ tokens: reading.tokens, bits: reading.bits }, options);
}
