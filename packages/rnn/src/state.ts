import type { Tensor, Tree } from '@rekur/tensor';
import { describe, flattenTree, formatShape, formatType, mapTree, reshape, sameShape, ShapeError, where } from '@rekur/tensor';
import type { State } from './module.js';

/**
 * State with the rows to reset as they were before the first step: each part is [slots, batch, width], `reset` is bool [batch].
 * @param first state to start those rows from, as `model.initialState(batch, dtype, parameters)` gives it; default zeros
 * @throws ShapeError if `reset` or `first` does not fit.
 */
export function resetState(state: State, reset: Tensor, first?: State): State {
  const firstParts = first && new Map(flattenTree(first).map(({ path, value }) => [path, value]));
  return mapTree(state as Tree, (part, path) => {
    if (reset.rank !== 1 || part.rank !== 3 || part.shape[1] !== reset.shape[0]) {
      throw new ShapeError(
        describe('resetState', 'reset does not fit', `reset is ${formatType(reset)}, state is ${formatType(part)}`, 'bool [batch] for a state [slots, batch, hidden] is expected'),
      );
    }
    return where(reshape(reset, [1, -1, 1]), firstParts ? requireFirst(path, firstParts.get(path), part) : 0, part);
  }) as State;
}

function requireFirst(path: string, value: Tensor | undefined, part: Tensor): Tensor {
  if (value && sameShape(value.shape, part.shape)) return value;
  throw new ShapeError(
    describe(
      'resetState',
      'first state does not fit',
      `first.${path} is ${value ? formatShape(value.shape) : 'missing'}`,
      `${formatShape(part.shape)} is expected, as in the state`,
      'model.initialState(batch, dtype, parameters) gives it',
    ),
  );
}
