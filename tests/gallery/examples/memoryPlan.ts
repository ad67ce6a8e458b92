import { type Figure, type FigureOptions, memoryPlan } from '@rekur/viz';
import type { Results } from '../results.js';

export function memoryPlanExample({ compiled }: Results, options: FigureOptions): Figure {
  return memoryPlan({ buffers: compiled.plan }, options);
}
