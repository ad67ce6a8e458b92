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

/** Elman's network with tanh (Elman 1990): h' = tanh(W_ih·x + b_ih + W_hh·h + b_hh), as `torch.nn.RNN`. */
export const elmanTanhCell = elman('rnn-tanh', tanh);
/** The same with relu, which bounds nothing: `nonlinearity='relu'` of `torch.nn.RNN`. */
export const elmanReluCell = elman('rnn-relu', relu);
