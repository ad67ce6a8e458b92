import type { Tensor } from '@rekur/tensor';
import { describe, foldIn, formatShape, ShapeError } from '@rekur/tensor';
import { affine } from '../cell.js';
import { uniformInitializer } from '../initializers.js';
import { fillPadding, requireLengths } from '../lengths.js';
import type { Module } from '../module.js';

/**
 * x·Wᵀ + b, as `torch.nn.Linear`: input [..., input] → [..., output]; weight [output, input], bias [output], each uniform in
 * ±1/√input. Padding of sequences is read as zeros, so that nothing in it reaches a gradient.
 * @throws ShapeError if the input's last axis is not `inputSize`.
 */
export function linear(inputSize: number, outputSize: number, { bias = true }: { bias?: boolean } = {}): Module {
  const initializer = uniformInitializer(1 / Math.sqrt(inputSize));
  return {
    description: { kind: 'linear', inputSize, outputSize, bias },
    initialize: (key) => ({
      weight: initializer(foldIn(key, 0), [outputSize, inputSize]),
      ...(bias ? { bias: initializer(foldIn(key, 1), [outputSize]) } : {}),
    }),
    initialState: () => ({}),
    apply(parameters, input, _state, context) {
      if (input.shape[input.rank - 1] !== inputSize) {
        throw new ShapeError(
          describe('linear', 'input size differs', `input is ${formatShape(input.shape)}`, `[..., ${inputSize}] is expected`),
        );
      }
      const lengths = input.rank === 3 ? requireLengths('linear', context?.lengths, input) : undefined;
      return { output: affine(fillPadding(input, lengths), parameters.weight as Tensor, parameters.bias as Tensor | undefined), state: {} };
    },
  };
}
