import { add, describe, formatType, sameShape, ShapeError } from '@rekur/tensor';
import { fillPadding, requireLengths } from '../lengths.js';
import type { Module } from '../module.js';

/**
 * A module's output with its input added (He et al. 2015): [..., width] → [..., width]. Parameters, state and place are those of
 * the module. Padding of the input is not added.
 * @throws ShapeError if the module's output has another shape or dtype than its input.
 */
export function residual(module: Module): Module {
  return {
    description: { kind: 'residual', module: module.description },
    initialize: (key) => module.initialize(key),
    initialState: (batch, dtype, parameters) => module.initialState(batch, dtype, parameters),
    apply(parameters, input, state, context) {
      const result = module.apply(parameters, input, state, context);
      if (input.dtype !== result.output.dtype || !sameShape(input.shape, result.output.shape)) {
        throw new ShapeError(
          describe(
            'residual',
            'input and output differ',
            `${module.description.kind} makes ${formatType(result.output)} of ${formatType(input)}`,
            'both must be alike to be added',
          ),
        );
      }
      const lengths = input.rank === 3 ? requireLengths('residual', context?.lengths, input) : undefined;
      return { output: add(result.output, fillPadding(input, lengths)), state: result.state };
    },
  };
}
