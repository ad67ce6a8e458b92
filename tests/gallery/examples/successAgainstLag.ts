import { type Figure, type FigureOptions, successAgainstLag } from '@rekur/viz';
import type { Results } from '../results.js';

const names = { 'lstm1997-adam': 'LSTM (1997)', 'lstm-chrono': 'LSTM (chrono)', elman: 'Elman' };

export function successAgainstLagExample({ lags: { lags, outcomes, seeds } }: Results, options: FigureOptions): Figure {
  const cells = Object.entries(names).map(([cell, name]) => {
    const solved = lags.map((lag) => outcomes.filter((run) => run.cell === cell && run.lag === lag && run.isSolved));
    return {
      name,
      success: solved.map((runs) => runs.length / seeds),
      sequences: solved.map((runs) => (runs.length === 0 ? null : runs.reduce((sum, run) => sum + run.sequences, 0) / runs.length)),
    };
  });
  return successAgainstLag({ lags, cells, seeds }, options);
}
