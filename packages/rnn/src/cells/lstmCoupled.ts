import { add, mul, sigmoid, split, sub, tanh } from '@rekur/tensor';
import { affine, defineCell } from '../cell.js';
import { pytorchParameters } from './pytorch.js';

/**
 * LSTM with input and forget gate coupled (CIFG; Greff et al. 2017, "LSTM: a search space odyssey"): it takes in as much as it
 * forgets, and needs a quarter fewer weights.
 *
 *     f, o = σ(W_i*·x + b_i* + W_h*·h + b_h*)      forget and output gates
 *     g = tanh(W_ig·x + b_ig + W_hg·h + b_hg)      cell candidate
 *     c' = f⊙c + (1 − f)⊙g,   h' = o⊙tanh(c')
 *
 * Parameters, rows f, g, o: as the LSTM's with three gates instead of four.
 */
export const lstmCoupledCell = defineCell({
  name: 'lstm-coupled',
  states: ['h', 'c'],
  gates: ['forget', 'cell', 'output'],
  parameters: (sizes) => pytorchParameters(3, sizes),
  step({ weight_ih, weight_hh, bias_ih, bias_hh }, x, { h, c }) {
    const [f, g, o] = split(add(affine(x, weight_ih, bias_ih), affine(h, weight_hh, bias_hh)), 3, -1);
    const forget = sigmoid(f);
    const cell = tanh(g);
    const output = sigmoid(o);
    const nextCell = add(mul(forget, c), mul(sub(1, forget), cell));
    return { state: { h: mul(output, tanh(nextCell)), c: nextCell }, gates: { forget, cell, output } };
  },
});
