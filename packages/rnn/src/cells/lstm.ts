import { add, mul, sigmoid, split, tanh } from '@rekur/tensor';
import { affine, defineCell } from '../cell.js';
import { pytorchParameters } from './pytorch.js';

/**
 * Long short-term memory with forget gates (Hochreiter & Schmidhuber 1997; Gers, Schmidhuber & Cummins 2000):
 *
 *     i, f, o = σ(W_i*·x + b_i* + W_h*·h + b_h*)      input, forget and output gates
 *     g = tanh(W_ig·x + b_ig + W_hg·h + b_hg)         cell candidate
 *     c' = f⊙c + i⊙g,   h' = o⊙tanh(c')
 */
export const lstmCell = defineCell({
  name: 'lstm',
  states: ['h', 'c'],
  gates: ['input', 'forget', 'cell', 'output'],
  parameters: (sizes) => pytorchParameters(4, sizes),
  step({ weight_ih, weight_hh, bias_ih, bias_hh }, x, { h, c }) {
    const [i, f, g, o] = split(add(affine(x, weight_ih, bias_ih), affine(h, weight_hh, bias_hh)), 4, -1);
    const input = sigmoid(i);
    const forget = sigmoid(f);
    const cell = tanh(g);
    const output = sigmoid(o);
    const nextCell = add(mul(forget, c), mul(input, cell));
    return { state: { h: mul(output, tanh(nextCell)), c: nextCell }, gates: { input, forget, cell, output } };
  },
});
