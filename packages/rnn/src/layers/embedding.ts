import type { Tensor } from '@rekur/tensor';
import { gather } from '@rekur/tensor';
import { normalInitializer } from '../initializers.js';
import { fillPadding, requireLengths } from '../lengths.js';
import type { Module } from '../module.js';

/**
 * A learned vector per token, as `torch.nn.Embedding`: indices int32 [...] → [..., width]; weight [count, width], normal.
 * Padding of sequences is read as index 0, whatever it holds.
 * @throws ValueError for an index outside 0 … count − 1.
 */
export function embedding(count: number, width: number): Module {
  return {
    description: { kind: 'embedding', count, width },
    initialize: (key) => ({ weight: normalInitializer()(key, [count, width]) }),
    initialState: () => ({}),
    apply(parameters, input, _state, context) {
      const lengths = input.rank === 2 ? requireLengths('embedding', context?.lengths, input) : undefined;
      return { output: gather(parameters.weight as Tensor, fillPadding(input, lengths)), state: {} };
    },
  };
}
