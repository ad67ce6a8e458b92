import { add, mul, sigmoid, slice, split, sub, tanh } from '@rekur/tensor';
import { affine, defineCell } from '../cell.js';
import { uniformInitializer } from '../initializers.js';

/**
 * Gated recurrent unit as first published (Cho et al. 2014, equations 5–8; Keras with `reset_after=False`): the reset gate
 * comes before the matrix product.
 *
 *     r = σ(W_ir·x + b_r + W_hr·h)        reset
 *     z = σ(W_iz·x + b_z + W_hz·h)        update
 *     n = tanh(W_in·x + b_n + W_hn·(r⊙h))   new
 *     h' = (1 − z)⊙n + z⊙h
 *
 * Parameters, rows r, z, n: weight_ih [3·hidden, input], weight_hh [3·hidden, hidden], bias_ih [3·hidden]. A second bias
 * would only add to the first here, so there is none. All start uniform in ±1/√hidden.
 */
export const gruResetBeforeCell = defineCell({
  name: 'gru-reset-before',
  states: ['h'],
  gates: ['reset', 'update', 'new'],
  parameters({ inputSize, hiddenSize, bias }) {
    const initializer = uniformInitializer(1 / Math.sqrt(hiddenSize));
    const rows = 3 * hiddenSize;
    const weights = {
      weight_ih: { shape: [rows, inputSize], initializer },
      weight_hh: { shape: [rows, hiddenSize], initializer },
    };
    return bias ? { ...weights, bias_ih: { shape: [rows], initializer } } : weights;
  },
  step({ weight_ih, weight_hh, bias_ih }, x, { h }) {
    const gateRows = 2 * h.shape[1];
    const [inputReset, inputUpdate, inputNew] = split(affine(x, weight_ih, bias_ih), 3, -1);
    const [stateReset, stateUpdate] = split(affine(h, slice(weight_hh, 0, 0, gateRows)), 2, -1);
    const reset = sigmoid(add(inputReset, stateReset));
    const update = sigmoid(add(inputUpdate, stateUpdate));
    const candidate = tanh(add(inputNew, affine(mul(reset, h), slice(weight_hh, 0, gateRows))));
    const next = add(mul(sub(1, update), candidate), mul(update, h));
    return { state: { h: next }, gates: { reset, update, new: candidate } };
  },
});
