import { type Figure, type FigureOptions, singularValues, singularValueSpectrum } from '@rekur/viz';
import type { Results } from '../results.js';

export function singularValueSpectrumExample({ text: { parameters } }: Results, options: FigureOptions): Figure {
  const { shape, data } = parameters['1.weight_hh_l0'];
  const size = shape[1];
  const matrices = ['W_hi', 'W_hf', 'W_hg', 'W_ho'].map((name, gate) => {
    const rows = Array.from({ length: size }, (_, row) => data.slice((gate * size + row) * size, (gate * size + row + 1) * size));
    return { name, values: singularValues(rows) };
  });
  return singularValueSpectrum({ matrices }, options);
}
