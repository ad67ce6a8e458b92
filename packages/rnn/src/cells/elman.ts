import { add, relu, tanh, type Tensor } from '@rekur/tensor';
import type { Cell } from '../cell.js';
import { affine, defineCell } from '../cell.js';
import { pytorchParameters } from './pytorch.js';

/**
 * Elman's simple recurrent network (Elman 1990, "Finding structure in time"), as `torch.nn.RNN`:
 *
 *     h' = f(W_ih·x + b_ih + W_hh·h + b_hh),   f = tanh or relu
 */
function elman(name: string, activation: (x: Tensor) => Tensor): Cell {
  return defineCell({
    name,
    states: ['h'],
    gates: ['hidden'],
    parameters: (sizes) => pytorchParameters(1, sizes),
    step({ weight_ih, weight_hh, bias_ih, bias_hh }, x, { h }) {
      const hidden = activation(add(affine(x, weight_ih, bias_ih), affine(h, weight_hh, bias_hh)));
      return { state: { h: hidden }, gates: { hidden } };
    },
  });
}

export const elmanTanhCell = elman('rnn-tanh', tanh);
export const elmanReluCell = elman('rnn-relu', relu);
