import { dropout as dropoutOf } from '@rekur/tensor';
import type { Module } from '../module.js';
import { requireRates } from './recurrentOptions.js';

/**
 * Each element set to 0 with probability `rate`, the others divided by 1 − rate, as `torch.nn.Dropout`: [...] → [...]. Only in
 * training, that is where the context holds a key; else the input itself.
 * @throws ValueError for a rate outside 0 … 1, 1 excluded.
 */
export function dropout(rate: number): Module {
  requireRates('dropout', { rate });
  return {
    description: { kind: 'dropout', rate },
    initialize: () => ({}),
    initialState: () => ({}),
    apply: (_parameters, input, _state, context) => ({ output: context?.key ? dropoutOf(input, rate, context.key) : input, state: {} }),
  };
}
