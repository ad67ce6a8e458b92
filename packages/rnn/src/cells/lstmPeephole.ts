import { add, mul, sigmoid, split, tanh } from '@rekur/tensor';
import { affine, defineCell } from '../cell.js';
import { uniformInitializer } from '../initializers.js';
import { pytorchParameters } from './pytorch.js';

/**
 * LSTM whose gates see the cell state (Gers & Schmidhuber 2000, "Recurrent nets that time and count"), each unit its own only:
 *
 *     i = σ(W_ii·x + b_ii + W_hi·h + b_hi + p_i⊙c)
 *     f = σ(W_if·x + b_if + W_hf·h + b_hf + p_f⊙c)
 *     g = tanh(W_ig·x + b_ig + W_hg·h + b_hg)
 *     c' = f⊙c + i⊙g
 *     o = σ(W_io·x + b_io + W_ho·h + b_ho + p_o⊙c')      the output gate sees the new state
 *     h' = o⊙tanh(c')
 *
 * Parameters: those of the LSTM, and weight_peephole [3·hidden], rows i, f, o; all uniform in ±1/√hidden.
 */
export const lstmPeepholeCell = defineCell({
  name: 'lstm-peephole',
  states: ['h', 'c'],
  gates: ['input', 'forget', 'cell', 'output'],
  parameters(sizes) {
    const initializer = uniformInitializer(1 / Math.sqrt(sizes.hiddenSize));
    return { ...pytorchParameters(4, sizes), weight_peephole: { shape: [3 * sizes.hiddenSize], initializer } };
  },
  step({ weight_ih, weight_hh, bias_ih, bias_hh, weight_peephole }, x, { h, c }) {
    const [i, f, g, o] = split(add(affine(x, weight_ih, bias_ih), affine(h, weight_hh, bias_hh)), 4, -1);
    const [inputPeephole, forgetPeephole, outputPeephole] = split(weight_peephole, 3, 0);
    const input = sigmoid(add(i, mul(inputPeephole, c)));
    const forget = sigmoid(add(f, mul(forgetPeephole, c)));
    const cell = tanh(g);
    const nextCell = add(mul(forget, c), mul(input, cell));
    const output = sigmoid(add(o, mul(outputPeephole, nextCell)));
    return { state: { h: mul(output, tanh(nextCell)), c: nextCell }, gates: { input, forget, cell, output } };
  },
});
