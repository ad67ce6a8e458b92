import { type Figure, type FigureOptions, gradientNorms } from '@rekur/viz';
import type { Results } from '../results.js';

const names = { rnn: 'tanh RNN', gru: 'GRU', 'lstm-0': 'LSTM (b_f = 0)', 'lstm-1': 'LSTM (b_f = 1)', 'lstm-5': 'LSTM (b_f = 5)' };

export function gradientNormsExample({ decay: { cells } }: Results, options: FigureOptions): Figure {
  const series = cells.map(({ cell, untrained }) => ({ name: names[cell], norms: untrained.h }));
  return gradientNorms({ series, lossStep: cells[0].untrained.h.length }, options);
}
