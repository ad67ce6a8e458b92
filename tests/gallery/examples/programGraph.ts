import { lstm } from '@rekur/rnn';
import { trace } from '@rekur/tensor';
import { type DiagramOptions, type Figure, programGraph } from '@rekur/viz';
import type { Results } from '../results.js';

export function programGraphExample(_results: Results, options: DiagramOptions): Figure {
  const layer = lstm(3, 4);
  const names = ['weight_ih_l0', 'weight_hh_l0', 'bias_ih_l0', 'bias_hh_l0'];
  const shapes = [[2, 5, 3], [16, 3], [16, 4], [16], [16]];
  const { program } = trace(
    (x, ...values) => [layer.apply(Object.fromEntries(names.map((name, index) => [name, values[index]])), x).output],
    shapes.map((shape) => ({ shape, dtype: 'float32' })),
  );
  return programGraph(program, { ...options, inputNames: ['x', ...names] });
}
