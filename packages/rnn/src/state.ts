import type { Tensor } from '@rekur/tensor';
import { describe, formatType, mapTree, reshape, ShapeError, where } from '@rekur/tensor';
import type { State } from './module.js';

/**
 * State with zeros in the rows to reset: each part is [slots, batch, hidden], `reset` is bool [batch].
 * @throws ShapeError if `reset` does not fit.
 */
export function resetState(state: State, reset: Tensor): State {
  return mapTree(state, (part) => {
    if (reset.rank !== 1 || part.rank !== 3 || part.shape[1] !== reset.shape[0]) {
      throw new ShapeError(
        describe('resetState', 'reset does not fit', `reset is ${formatType(reset)}, state is ${formatType(part)}`, 'bool [batch] for a state [slots, batch, hidden] is expected'),
      );
    }
    return where(reshape(reset, [1, -1, 1]), 0, part);
  });
}
