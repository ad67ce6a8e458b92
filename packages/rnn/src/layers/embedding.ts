import type { Tensor } from '@rekur/tensor';
import { gather } from '@rekur/tensor';
import { normalInitializer } from '../initializers.js';
import type { Module } from '../module.js';

/**
 * A learned vector per token, as `torch.nn.Embedding`: indices int32 [...] → [..., width]; weight [count, width], normal.
 * @throws ValueError for an index outside 0 … count − 1.
 */
export function embedding(count: number, width: number): Module {
  return {
    description: { kind: 'embedding', count, width },
    initialize: (key) => ({ weight: normalInitializer()(key, [count, width]) }),
    initialState: () => ({}),
    apply: (parameters, input) => ({ output: gather(parameters.weight as Tensor, input), state: {} }),
  };
}
