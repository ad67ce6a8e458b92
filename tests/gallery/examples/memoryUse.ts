import { type Figure, type FigureOptions, memoryUse } from '@rekur/viz';
import type { Results } from '../results.js';

export function memoryUseExample({ compiled }: Results, options: FigureOptions): Figure {
  return memoryUse(compiled.memory, options);
}
