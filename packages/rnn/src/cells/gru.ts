import { add, mul, sigmoid, split, sub, tanh } from '@rekur/tensor';
import { affine, defineCell } from '../cell.js';
import { pytorchParameters } from './pytorch.js';

/**
 * Gated recurrent unit (Cho et al. 2014), with the reset gate after the matrix product as in PyTorch and cuDNN:
 *
 *     r = σ(W_ir·x + b_ir + W_hr·h + b_hr)      reset
 *     z = σ(W_iz·x + b_iz + W_hz·h + b_hz)      update
 *     n = tanh(W_in·x + b_in + r⊙(W_hn·h + b_hn))   new
 *     h' = (1 − z)⊙n + z⊙h
 */
export const gruCell = defineCell({
  name: 'gru',
  states: ['h'],
  gates: ['reset', 'update', 'new'],
  parameters: (sizes) => pytorchParameters(3, sizes),
  step({ weight_ih, weight_hh, bias_ih, bias_hh }, x, { h }) {
    const [fromInputReset, fromInputUpdate, fromInputNew] = split(affine(x, weight_ih, bias_ih), 3, -1);
    const [fromStateReset, fromStateUpdate, fromStateNew] = split(affine(h, weight_hh, bias_hh), 3, -1);
    const reset = sigmoid(add(fromInputReset, fromStateReset));
    const update = sigmoid(add(fromInputUpdate, fromStateUpdate));
    const candidate = tanh(add(fromInputNew, mul(reset, fromStateNew)));
    const next = add(mul(sub(1, update), candidate), mul(update, h));
    return { state: { h: next }, gates: { reset, update, new: candidate } };
  },
});
