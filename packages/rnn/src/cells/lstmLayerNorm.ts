import { add, layerNorm, mul, sigmoid, split, tanh } from '@rekur/tensor';
import { affine, defineCell } from '../cell.js';
import { constantInitializer, uniformInitializer } from '../initializers.js';

/**
 * LSTM with layer normalisation (Ba, Kiros & Hinton 2016, equations 20–22):
 *
 *     i, f, g, o = N(W_ih·x; γ_ih, β_ih) + N(W_hh·h; γ_hh, β_hh)      N over all four gates of a row together
 *     c' = σ(f)⊙c + σ(i)⊙tanh(g)
 *     h' = σ(o)⊙tanh(N(c'; γ_c, β_c))
 *     N(v; γ, β) = γ⊙(v − mean v) / √(var v + 10⁻⁵) + β
 *
 * Parameters, rows i, f, g, o: weight_ih [4·hidden, input] and weight_hh [4·hidden, hidden], uniform in ±1/√hidden; gain_ih and
 * gain_hh [4·hidden] and gain_c [hidden], which start at 1; bias_ih and bias_hh [4·hidden] and bias_c [hidden], which start
 * at 0 and of which a layer without biases has none. The paper's bias b is the sum of β_ih and β_hh.
 */
export const lstmLayerNormCell = defineCell({
  name: 'lstm-layer-norm',
  states: ['h', 'c'],
  gates: ['input', 'forget', 'cell', 'output'],
  parameters({ inputSize, hiddenSize, bias }) {
    const initializer = uniformInitializer(1 / Math.sqrt(hiddenSize));
    const rows = 4 * hiddenSize;
    const gain = constantInitializer(1);
    const zero = constantInitializer(0);
    return {
      weight_ih: { shape: [rows, inputSize], initializer },
      weight_hh: { shape: [rows, hiddenSize], initializer },
      gain_ih: { shape: [rows], initializer: gain },
      gain_hh: { shape: [rows], initializer: gain },
      gain_c: { shape: [hiddenSize], initializer: gain },
      ...(bias && {
        bias_ih: { shape: [rows], initializer: zero },
        bias_hh: { shape: [rows], initializer: zero },
        bias_c: { shape: [hiddenSize], initializer: zero },
      }),
    };
  },
  step({ weight_ih, weight_hh, gain_ih, gain_hh, gain_c, bias_ih, bias_hh, bias_c }, x, { h, c }) {
    const fromInput = layerNorm(affine(x, weight_ih), { weight: gain_ih, bias: bias_ih });
    const fromState = layerNorm(affine(h, weight_hh), { weight: gain_hh, bias: bias_hh });
    const [i, f, g, o] = split(add(fromInput, fromState), 4, -1);
    const input = sigmoid(i);
    const forget = sigmoid(f);
    const cell = tanh(g);
    const output = sigmoid(o);
    const nextCell = add(mul(forget, c), mul(input, cell));
    const next = mul(output, tanh(layerNorm(nextCell, { weight: gain_c, bias: bias_c })));
    return { state: { h: next, c: nextCell }, gates: { input, forget, cell, output } };
  },
});
