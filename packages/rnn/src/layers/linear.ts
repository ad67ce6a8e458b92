import { describe, foldIn, formatShape, reshape, ShapeError } from '@rekur/tensor';
import { affine } from '../cell.js';
import { uniformInitializer } from '../initializers.js';
import { fillPadding, requireLengths } from '../lengths.js';
import type { Module } from '../module.js';
import { requireParameter } from '../parameter.js';
import { requireCounts } from './recurrentOptions.js';

/**
 * x·Wᵀ + b, as `torch.nn.Linear`: input [..., input] → [..., output]; weight [output, input], bias [output], each uniform in
 * ±1/√input. Padding of sequences is read as zeros, so that nothing in it reaches a gradient.
 * @throws ValueError for sizes that are no whole numbers above 0; when applied, ShapeError if the input's last axis is not
 * `inputSize` or the parameters are those of another layer.
 */
export function linear(inputSize: number, outputSize: number, { bias = true }: { bias?: boolean } = {}): Module {
  requireCounts('linear', { inputSize, outputSize });
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
      const weight = requireParameter('linear', parameters, 'weight', [outputSize, inputSize]);
      const given = bias ? requireParameter('linear', parameters, 'bias', [outputSize]) : undefined;
      if (input.rank > 1) return { output: affine(fillPadding(input, lengths), weight, given), state: {} };
      return { output: reshape(affine(reshape(input, [1, inputSize]), weight, given), [outputSize]), state: {} };
    },
  };
}
