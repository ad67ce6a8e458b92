// A cell that no framework ships a fast kernel for, written as a user would write it: an LSTM whose gates see the cell state
// and whose sums are normalised over the units of each gate. Measured beside the built-in LSTM.
import { affine, defineCell, pytorchParameters, recurrent, constantInitializer, uniformInitializer } from '@rekur/rnn';
import { add, layerNorm, mul, sigmoid, split, tanh } from '@rekur/tensor';

const cell = defineCell({
  name: 'normalised-peephole-lstm',
  states: ['h', 'c'],
  gates: ['input', 'forget', 'cell', 'output'],
  parameters(sizes) {
    const { hiddenSize } = sizes;
    return {
      ...pytorchParameters(4, sizes),
      weight_peephole: { shape: [3 * hiddenSize], initializer: uniformInitializer(1 / Math.sqrt(hiddenSize)) },
      gain: { shape: [5 * hiddenSize], initializer: constantInitializer(1) },
    };
  },
  step({ weight_ih, weight_hh, bias_ih, bias_hh, weight_peephole, gain }, x, { h, c }) {
    const [i, f, g, o] = split(add(affine(x, weight_ih, bias_ih), affine(h, weight_hh, bias_hh)), 4, -1);
    const [seenByInput, seenByForget, seenByOutput] = split(weight_peephole, 3, 0);
    const [gainI, gainF, gainG, gainO, gainC] = split(gain, 5, 0);
    const input = sigmoid(layerNorm(add(i, mul(seenByInput, c)), { weight: gainI }));
    const forget = sigmoid(layerNorm(add(f, mul(seenByForget, c)), { weight: gainF }));
    const candidate = tanh(layerNorm(g, { weight: gainG }));
    const nextCell = add(mul(forget, c), mul(input, candidate));
    const output = sigmoid(layerNorm(add(o, mul(seenByOutput, nextCell)), { weight: gainO }));
    const next = mul(output, tanh(layerNorm(nextCell, { weight: gainC })));
    return { state: { h: next, c: nextCell }, gates: { input, forget, cell: candidate, output } };
  },
});

export const normalisedPeepholeLstm = (inputSize, hiddenSize) => recurrent(cell, inputSize, hiddenSize);
