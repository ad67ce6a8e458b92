import { decayCurves, type Figure, type FigureOptions } from '@rekur/viz';
import type { Results } from '../results.js';

export function decayCurvesExample({ decay: { linear } }: Results, options: FigureOptions): Figure {
  const curves = linear.filter(({ kind }) => kind === 'matrix').map(({ spectralRadius, outputs }) => ({ spectralRadius, measured: outputs }));
  return decayCurves({ curves }, options);
}
