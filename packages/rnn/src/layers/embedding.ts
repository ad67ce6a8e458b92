import { gather } from '@rekur/tensor';
import { normalInitializer } from '../initializers.js';
import { fillPadding, requireLengths } from '../lengths.js';
import type { Module } from '../module.js';
import { requireParameter } from '../parameter.js';
import { requireCounts } from './recurrentOptions.js';

/**
 * A learned vector per token, as `torch.nn.Embedding`: indices int32 [...] → [..., width]; weight [count, width], normal.
 * Padding of sequences is read as index 0, whatever it holds.
 * @throws ValueError for sizes that are no whole numbers above 0; when applied, for an index outside 0 … count − 1.
 */
export function embedding(count: number, width: number): Module {
  requireCounts('embedding', { count, width });
  return {
    description: { kind: 'embedding', count, width },
    initialize: (key) => ({ weight: normalInitializer()(key, [count, width]) }),
    initialState: () => ({}),
    apply(parameters, input, _state, context) {
      const lengths = input.rank === 2 ? requireLengths('embedding', context?.lengths, input) : undefined;
      return { output: gather(requireParameter('embedding', parameters, 'weight', [count, width]), fillPadding(input, lengths)), state: {} };
    },
  };
}
