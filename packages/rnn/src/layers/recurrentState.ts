import type { DType, Tensor, Tree } from '@rekur/tensor';
import { broadcastTo, concat, describe, formatShape, fullLike, reshape, ShapeError, slice, zeros } from '@rekur/tensor';
import type { Cell, Named } from '../cell.js';
import { mapNamed } from '../unroll.js';
import type { State } from '../module.js';

/** Width of each state part of one slot: one layer in one direction. */
export type Widths = Readonly<Record<string, number>>;

/** Zeros [slots, batch, width] for every part; with `like`, belonging to the same trace as that tensor. */
export function zeroSlots(widths: Widths, slots: number, batch: number, dtype: DType, like?: Tensor): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(widths).map(([name, width]) => {
      const type = { shape: [slots, batch, width], dtype };
      return [name, like ? fullLike(like, 0, type) : zeros(type.shape, dtype)];
    }),
  );
}

/** Learned states [slots, width], the same for every row: [slots, batch, width]. */
export function everyRow(learned: Named, batch: number): Named {
  return mapNamed(learned, (value) => {
    const [slots, width] = value.shape;
    return broadcastTo(reshape(value, [slots, 1, width]), [slots, batch, width]);
  });
}

/** One slot's parts [batch, width] out of a layer's [slots, batch, width], or zeros. */
export function stateOfSlot(widths: Widths, states: Named | undefined, slot: number, input: Tensor): Named {
  return Object.fromEntries(
    Object.entries(widths).map(([name, width]) => {
      const shape = [input.shape[0], width];
      return [name, states ? reshape(slice(states[name], 0, slot, slot + 1), shape) : fullLike(input, 0, { shape, dtype: input.dtype })];
    }),
  );
}

/** The slots' parts [batch, width] together: [slots, batch, width]. */
export function joinSlots(states: readonly Tensor[]): Tensor {
  return concat(states.map((state) => reshape(state, [1, ...state.shape])), 0);
}

/** @throws ShapeError unless every part is [slots, batch, its width]. */
export function requireState(cell: Cell, state: State, widths: Widths, slots: number, batch: number): Named {
  for (const [name, width] of Object.entries(widths)) {
    const expected = formatShape([slots, batch, width]);
    const part: Tree | undefined = state[name];
    const given = part && 'shape' in part ? formatShape((part as Tensor).shape) : 'missing';
    if (given === expected) continue;
    throw new ShapeError(
      describe(cell.name, 'state does not fit', `state.${name} is ${given}`, `${expected} is expected: [layers·directions, batch, hidden]`),
    );
  }
  return state as Named;
}
