import { describe, formatShape, reshape, ShapeError, slice } from '@rekur/tensor';
import type { Module } from '../module.js';

/**
 * The last step of each sequence: [batch, time, features] → [batch, features].
 * @throws ShapeError if the input has not three axes.
 */
export function lastStep(): Module {
  return {
    description: { kind: 'lastStep' },
    initialize: () => ({}),
    initialState: () => ({}),
    apply(_parameters, input) {
      if (input.rank !== 3) {
        throw new ShapeError(
          describe('lastStep', 'input is no batch of sequences', `input is ${formatShape(input.shape)}`, '[batch, time, features] is expected'),
        );
      }
      const [batch, time, features] = input.shape;
      return { output: reshape(slice(input, 1, time - 1, time), [batch, features]), state: {} };
    },
  };
}
