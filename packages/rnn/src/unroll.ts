import type { Tensor } from '@rekur/tensor';
import { describe, formatShape, fullLike, scan, ShapeError, transpose } from '@rekur/tensor';
import type { Cell, Named } from './cell.js';

export interface Unrolled {
  /** The first state part of every step: [batch, time, hidden]. */
  readonly output: Tensor;
  /** Every state part after the last step: [batch, hidden] each. */
  readonly state: Named;
}

/**
 * Runs a cell over time: input [batch, time, input], state [batch, hidden] each (zeros if not given).
 * With `reverse` it starts at the last step; outputs stay at their own positions.
 * @throws ShapeError if the input has not three axes or the state does not fit.
 */
export function unroll(
  cell: Cell,
  parameters: Named,
  input: Tensor,
  state: Named = zeroState(cell, parameters, input),
  options: { reverse?: boolean } = {},
): Unrolled {
  requireSequence(`unroll(${cell.name})`, input);
  const timeFirst = unrollTimeFirst(cell, parameters, swapBatchAndTime(input), state, options);
  return { output: swapBatchAndTime(timeFirst.output), state: timeFirst.state };
}

/** As {@link unroll}, with input and output [time, batch, …]: what stacks of layers use, so that nothing is transposed between. */
export function unrollTimeFirst(
  cell: Cell,
  parameters: Named,
  input: Tensor,
  state: Named,
  options: { reverse?: boolean } = {},
): Unrolled {
  const { carry, outputs } = scan(
    (values, [x]) => {
      const { state: next } = cell.step(parameters, x, byName(cell, values));
      return { carry: cell.states.map((name) => next[name]), outputs: [next[cell.states[0]]] };
    },
    cell.states.map((name) => state[name]),
    [input],
    options,
  );
  return { output: outputs[0], state: byName(cell, carry) };
}

/** Zeros [batch, hidden] for every state part; the hidden size is read off `weight_hh` or, failing that, must be given as state. */
function zeroState(cell: Cell, parameters: Named, input: Tensor): Named {
  const recurrent = parameters['weight_hh'];
  if (!recurrent) {
    throw new ShapeError(
      describe(
        `unroll(${cell.name})`,
        'first state unknown',
        `parameters [${Object.keys(parameters).join(', ')}]`,
        'without weight_hh [·, hidden] the state must be given',
        'pass the state',
      ),
    );
  }
  const type = { shape: [input.shape[0], recurrent.shape[recurrent.rank - 1]], dtype: input.dtype };
  return Object.fromEntries(cell.states.map((name) => [name, fullLike(input, 0, type)]));
}

function byName(cell: Cell, values: readonly Tensor[]): Named {
  return Object.fromEntries(cell.states.map((name, index) => [name, values[index]]));
}

/** [batch, time, features] ↔ [time, batch, features] */
export function swapBatchAndTime(x: Tensor): Tensor {
  return transpose(x, [1, 0, 2]);
}

/** @throws ShapeError unless `input` is [batch, time, features]. */
export function requireSequence(operation: string, input: Tensor): void {
  if (input.rank === 3) return;
  throw new ShapeError(
    describe(operation, 'input is no batch of sequences', `input is ${formatShape(input.shape)}`, '[batch, time, input] is expected', 'reshape it'),
  );
}
