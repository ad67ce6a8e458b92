import { lstmCell } from '@rekur/rnn';
import { cellDiagram, type DiagramOptions, type Figure } from '@rekur/viz';
import type { Results } from '../results.js';

export function cellDiagramExample({ text: { cell } }: Results, options: DiagramOptions): Figure {
  const { name, states, gates } = lstmCell;
  return cellDiagram({ name, states, gates, values: cell }, options);
}
