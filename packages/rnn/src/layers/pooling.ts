import type { Tensor } from '@rekur/tensor';
import { cast, div, max, maximum, mean, reshape, sum } from '@rekur/tensor';
import { fillPadding, requireLengths, requireSteps } from '../lengths.js';
import type { Module } from '../module.js';

/**
 * The mean of the steps of each sequence, of those that count where lengths are given: [batch, time, features] → [batch, features].
 * @throws ShapeError if the input has not three axes, or no steps.
 */
export function meanOverTime(): Module {
  return pooling('meanOverTime', (x, lengths) => {
    if (!lengths) return mean(x, 1);
    return div(sum(fillPadding(x, lengths), 1), cast(reshape(maximum(lengths, 1), [-1, 1]), x.dtype));
  });
}

/**
 * The greatest of the steps of each sequence, of those that count where lengths are given: [batch, time, features] →
 * [batch, features].
 * @throws ShapeError if the input has not three axes, or no steps.
 */
export function maxOverTime(): Module {
  return pooling('maxOverTime', (x, lengths) => max(fillPadding(x, lengths, -Infinity), 1));
}

function pooling(kind: string, pool: (x: Tensor, lengths: Tensor | undefined) => Tensor): Module {
  return {
    description: { kind },
    initialize: () => ({}),
    initialState: () => ({}),
    apply(_parameters, input, _state, context) {
      requireSteps(kind, input);
      return { output: pool(input, requireLengths(kind, context?.lengths, input)), state: {} };
    },
  };
}
