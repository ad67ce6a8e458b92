import { rematScan } from '@rekur/autodiff';
import type { Tensor } from '@rekur/tensor';
import { add, describe, formatShape, fullLike, scan, ShapeError, transpose, ValueError, where } from '@rekur/tensor';
import type { Cell, CellStep, Named } from './cell.js';
import { type CountedSteps, countedSteps, fillPadding, requireLengths } from './lengths.js';

export interface UnrollOptions {
  /** From the last step to the first; outputs stay at their own positions. Default false. */
  reverse?: boolean;
  /** int32 [batch]: how many steps of each row count, in any order. Default: all. */
  lengths?: Tensor;
  /** Every state part and gate of every step in `states` and `gates` of the result. Default false. */
  everyState?: boolean;
  /** What is stored for gradients grows with √time, for one more forward pass; see `rematScan`. Default false. */
  remat?: boolean;
}

export interface Unrolled {
  /** The first state part of every step: [batch, time, its width]; zero at padded steps. */
  readonly output: Tensor;
  /** Every state part after the last step that counts: [batch, its width] each. */
  readonly state: Named;
  /** With `everyState`: every state part of every step, [batch, time, its width] each; zero at padded steps. */
  readonly states?: Named;
  /** With `everyState`: every gate of every step, [batch, time, its width] each; zero at padded steps. */
  readonly gates?: Named;
}

/**
 * Runs a cell over time: input [batch, time, input], state [batch, its width] each (zeros if not given).
 * With `lengths`, padding is never read: a row's state stays as it is behind its last step, and with `reverse` a row starts
 * at its own last step.
 * @throws ShapeError if the input has not three axes, or the state or the lengths do not fit; ValueError for a length that
 * the input has no room for.
 */
export function unroll(
  cell: Cell,
  parameters: Named,
  input: Tensor,
  state: Named = zeroState(cell, parameters, input),
  { reverse, lengths: given, everyState, remat }: UnrollOptions = {},
): Unrolled {
  const operation = `unroll(${cell.name})`;
  requireSequence(operation, input);
  const lengths = requireLengths(operation, given, input);
  const counted = lengths && countedSteps(lengths, input.shape[1]);
  const sequence = swapBatchAndTime(fillPadding(input, lengths));
  const result = unrollTimeFirst(cell, parameters, sequence, state, { reverse, counted, everyState, remat });
  return {
    output: swapBatchAndTime(result.output),
    state: result.state,
    ...(result.states && { states: mapNamed(result.states, swapBatchAndTime) }),
    ...(result.gates && { gates: mapNamed(result.gates, swapBatchAndTime) }),
  };
}

export interface TimeFirstOptions {
  reverse?: boolean;
  everyState?: boolean;
  remat?: boolean;
  /** Which steps count; the input must be zero at the others. */
  counted?: CountedSteps;
  /** Added to a state part at every step: [time, batch, its width] each. */
  handles?: Named;
  /** One step, in place of the cell's. */
  step?: Cell['step'];
}

/** As {@link unroll}, with input and output [time, batch, …]: what stacks of layers use, so that nothing is transposed between. */
export function unrollTimeFirst(
  cell: Cell,
  parameters: Named,
  input: Tensor,
  state: Named,
  { reverse, everyState = false, remat = false, counted, handles = {}, step = cell.step }: TimeFirstOptions = {},
): Unrolled {
  const handled = Object.keys(handles);
  let gateNames: readonly string[] = [];
  const loop = remat ? rematScan : scan;
  const { carry, outputs } = loop(
    (values, [x, ...slices]) => {
      const before = byName(cell.states, values);
      const result = requireStep(cell, step(parameters, x, before));
      const next = mapNamed(byName(cell.states, cell.states.map((name) => result.state[name])), (part, name) =>
        name in handles ? add(part, slices[handled.indexOf(name)]) : part,
      );
      gateNames = Object.keys(result.gates);
      const written = everyState ? [...Object.values(next), ...Object.values(result.gates)] : [next[cell.states[0]]];
      if (!counted) return { carry: Object.values(next), outputs: written };
      const counts = slices[handled.length];
      return {
        carry: Object.values(mapNamed(next, (part, name) => where(counts, part, before[name]))),
        outputs: written.map((value) => where(counts, value, 0)),
      };
    },
    cell.states.map((name) => state[name]),
    [input, ...Object.values(handles), ...(counted ? [counted.mask] : [])],
    { reverse, ...(counted && { tripCount: counted.tripCount }) },
  );
  return {
    output: outputs[0],
    state: byName(cell.states, carry),
    ...(everyState && { states: byName(cell.states, outputs), gates: byName(gateNames, outputs.slice(cell.states.length)) }),
  };
}

/** Zeros [batch, hidden] for every state part; the hidden size is read off `weight_hh` or, failing that, must be given as state. */
function zeroState(cell: Cell, parameters: Named, input: Tensor): Named {
  const recurrent = parameters['weight_hh'];
  if (!recurrent || cell.stateSizes) {
    throw new ShapeError(
      describe(
        `unroll(${cell.name})`,
        'first state unknown',
        `parameters [${Object.keys(parameters).join(', ')}]`,
        recurrent ? 'a cell with state parts of its own widths needs a first state' : 'without weight_hh [·, hidden] the state must be given',
        'pass the state',
      ),
    );
  }
  const type = { shape: [input.shape[0], recurrent.shape[recurrent.rank - 1]], dtype: input.dtype };
  return Object.fromEntries(cell.states.map((name) => [name, fullLike(input, 0, type)]));
}

/** @throws ValueError for what a cell of one's own forgot to return. */
function requireStep(cell: Cell, result: CellStep | undefined): CellStep {
  const { state, gates } = (result ?? {}) as Partial<CellStep>;
  const missing = gates ? cell.states.find((name) => state?.[name] === undefined) : 'gates';
  if (state && gates && missing === undefined) return { state, gates };
  throw new ValueError(
    describe(
      cell.name,
      'step is incomplete',
      `it returned no ${missing === 'gates' ? missing : `state.${String(missing)}`}`,
      `{ state: { ${cell.states.join(', ')} }, gates: { … } } is expected`,
    ),
  );
}

function byName(names: readonly string[], values: readonly Tensor[]): Named {
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

/** The same names with `f(value, name)`. */
export function mapNamed(named: Named, f: (value: Tensor, name: string) => Tensor): Named {
  return Object.fromEntries(Object.entries(named).map(([name, value]) => [name, f(value, name)]));
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
