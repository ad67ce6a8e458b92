import { affine, defineCell, uniformInitializer } from '@rekur/rnn';
import { add, tanh } from '@rekur/tensor';

/** A cell that the packages do not know. */
export const minimalCell = defineCell({
  name: 'minimal',
  states: ['h'],
  gates: [],
  parameters: ({ inputSize, hiddenSize }) => ({
    W: { shape: [hiddenSize, inputSize], initializer: uniformInitializer(0.5) },
    U: { shape: [hiddenSize, hiddenSize], initializer: uniformInitializer(0.5) },
  }),
  step: ({ W, U }, x, { h }) => ({ state: { h: tanh(add(affine(x, W), affine(h, U))) }, gates: {} }),
});
