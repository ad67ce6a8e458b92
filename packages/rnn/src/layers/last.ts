import type { Tensor } from '@rekur/tensor';
import { add, gather, iota, maximum, mul, reshape, slice, sub } from '@rekur/tensor';
import { requireLengths, requireSteps } from '../lengths.js';
import type { Module } from '../module.js';

/**
 * The last step of each sequence, each row's own where lengths are given: [batch, time, features] → [batch, features].
 * @throws ShapeError if the input has not three axes, or no steps.
 */
export function lastStep(): Module {
  return {
    description: { kind: 'lastStep' },
    initialize: () => ({}),
    initialState: () => ({}),
    apply(_parameters, input, _state, context) {
      requireSteps('lastStep', input);
      const [batch, time, features] = input.shape;
      const lengths = requireLengths('lastStep', context?.lengths, input);
      if (lengths) return { output: stepsAt(input, sub(maximum(lengths, 1), 1)), state: {} };
      return { output: reshape(slice(input, 1, time - 1, time), [batch, features]), state: {} };
    },
  };
}

/** Step `positions[row]` of each row: [batch, time, features], int32 [batch] → [batch, features]. */
function stepsAt(x: Tensor, positions: Tensor): Tensor {
  const [batch, time, features] = x.shape;
  const firsts = mul(iota([batch], { like: positions }), time);
  return gather(reshape(x, [batch * time, features]), add(firsts, positions));
}
