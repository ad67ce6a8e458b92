import type { CellSizes } from '../cell.js';
import { affine, defineCell } from '../cell.js';
import { uniformInitializer } from '../initializers.js';
import { lstmCell } from './lstm.js';

/**
 * LSTM whose output is projected to fewer units before it leaves the cell and before it comes back to the gates
 * (Sak, Senior & Beaufays 2014), as `torch.nn.LSTM` with proj_size:
 *
 *     i, f, g, o, c' as in the LSTM,   h' = W_hr·(o⊙tanh(c'))
 *
 * State: h [batch, projection], c [batch, hidden]. Parameters: weight_ih [4·hidden, input], weight_hh [4·hidden, projection],
 * bias_ih and bias_hh [4·hidden], weight_hr [projection, hidden], all uniform in ±1/√hidden. `projectionSize` is one of the
 * sizes; without it h is as wide as c.
 */
export const lstmProjectionCell = defineCell({
  ...lstmCell,
  name: 'lstm-projection',
  stateSizes: (sizes) => ({ h: projectionOf(sizes), c: sizes.hiddenSize }),
  parameters(sizes) {
    const { inputSize, hiddenSize, bias } = sizes;
    const initializer = uniformInitializer(1 / Math.sqrt(hiddenSize));
    const rows = 4 * hiddenSize;
    return {
      weight_ih: { shape: [rows, inputSize], initializer },
      weight_hh: { shape: [rows, projectionOf(sizes)], initializer },
      ...(bias && { bias_ih: { shape: [rows], initializer }, bias_hh: { shape: [rows], initializer } }),
      weight_hr: { shape: [projectionOf(sizes), hiddenSize], initializer },
    };
  },
  step(parameters, x, state) {
    const { state: unprojected, gates } = lstmCell.step(parameters, x, state);
    return { state: { h: affine(unprojected.h, parameters.weight_hr), c: unprojected.c }, gates };
  },
});

function projectionOf({ projectionSize, hiddenSize }: CellSizes): number {
  return projectionSize ?? hiddenSize;
}
