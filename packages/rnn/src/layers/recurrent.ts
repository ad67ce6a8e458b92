import type { DType, RandomKey, Tensor } from '@rekur/tensor';
import { add, concat, describe, dropout, flattenTree, foldIn, foldKey, formatShape, fullLike, mul, ShapeError, zeros } from '@rekur/tensor';
import type { Cell, CellSizes, Named } from '../cell.js';
import { stateSizesOf } from '../cell.js';
import { contextOfPart, pathWithin } from '../context.js';
import { countedSteps, fillPadding, requireLengths } from '../lengths.js';
import type { ApplyContext, Module, Parameters, State } from '../module.js';
import { requireParameter } from '../parameter.js';
import { mapNamed, requireSequence, swapBatchAndTime, type TimeFirstOptions, unrollTimeFirst } from '../unroll.js';
import { stepWithMaskedHidden } from './hiddenDropout.js';
import { requireRecurrentOptions } from './recurrentOptions.js';
import type { RecurrentOptions } from './recurrentOptions.js';
import { everyRow, joinSlots, requireState, stateOfSlot, type Widths, zeroSlots } from './recurrentState.js';

/**
 * A stack of one cell, as `torch.nn.LSTM` and its kin with batch_first: input [batch, time, input] →
 * output [batch, time, directions·width], where width is that of the cell's first state part, mostly hidden; each state part
 * [layers·directions, batch, its width]. Parameters carry PyTorch's names: weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0,
 * and `_reverse` behind for the second direction.
 *
 * With lengths, padding is never read, not even NaN: outputs there are 0, a row's state is that after its own last step, and the
 * second direction starts at it.
 * @throws ValueError for sizes that are no whole numbers above 0, rates outside 0 … 1, or options that the cell cannot follow.
 */
export function recurrent(cell: Cell, inputSize: number, hiddenSize: number, options: RecurrentOptions = {}): Module {
  const given = requireRecurrentOptions(cell, inputSize, hiddenSize, options);
  const { layers, bias, bidirectional, projectionSize, dropout: rate, variationalDropout, residual, learnInitialState, remat } = given.values;
  const directions = bidirectional ? 2 : 1;
  const slots = Array.from({ length: layers * directions }, (_, slot) => ({
    slot,
    layer: Math.floor(slot / directions),
    reverse: slot % directions === 1,
    name: `l${Math.floor(slot / directions)}${slot % directions === 1 ? '_reverse' : ''}`,
  }));
  const sizes: CellSizes = { inputSize, hiddenSize, bias, ...(projectionSize !== undefined && { projectionSize }) };
  const widths = stateSizesOf(cell, sizes);
  const width = widths[cell.states[0]];
  const specs = (layer: number): ReturnType<Cell['parameters']> =>
    cell.parameters(layer === 0 ? sizes : { ...sizes, inputSize: directions * width });
  const learned = (parameters: Parameters, batch: number): Named =>
    everyRow(namedBy(cell.states, (name) => requireParameter('recurrent', parameters, `${name}_0`, [slots.length, widths[name]])), batch);

  return {
    description: {
      kind: 'recurrent',
      cell: cell.name,
      ...(cell.options && { cellOptions: cell.options }),
      inputSize,
      hiddenSize,
      layers,
      bias,
      bidirectional,
      ...given.described,
    },

    initialize(key: RandomKey): Parameters {
      const parameters: Record<string, Tensor> = {};
      for (const { layer, name: slot } of slots) {
        for (const [name, { shape, initializer }] of Object.entries(specs(layer))) {
          parameters[`${name}_${slot}`] = initializer(foldIn(key, Object.keys(parameters).length), shape);
        }
      }
      if (learnInitialState) for (const name of cell.states) parameters[`${name}_0`] = zeros([slots.length, widths[name]]);
      return parameters;
    },

    initialState(batch: number, dtype: DType = 'float32', parameters?: Parameters): State {
      if (learnInitialState && parameters) return learned(parameters, batch);
      return zeroSlots(widths, slots.length, batch, dtype, parameters && flattenTree(parameters)[0]?.value);
    },

    apply(parameters: Parameters, input: Tensor, state?: State, context: ApplyContext = {}): { output: Tensor; state: State } {
      requireInput(cell.name, input, inputSize);
      const lengths = requireLengths(cell.name, context.lengths, input);
      const [batch, time] = input.shape;
      const counted = lengths && countedSteps(lengths, time);
      const first =
        state && Object.keys(state).length > 0
          ? requireState(cell, state, widths, slots.length, batch)
          : learnInitialState
            ? learned(parameters, batch)
            : undefined;

      let sequence = swapBatchAndTime(fillPadding(input, lengths));
      const last: Named[] = [];
      for (let layer = 0; layer < layers; layer++) {
        const outputs: Tensor[] = [];
        const needed = specs(layer);
        for (const { slot, reverse, name } of slots.slice(layer * directions, (layer + 1) * directions)) {
          const own = namedBy(Object.keys(needed), (parameter) =>
            requireParameter('recurrent', parameters, `${parameter}_${name}`, needed[parameter].shape),
          );
          const inside = contextOfPart(context, slot, name) as ApplyContext;
          const looking = observation(inside, widths, sequence);
          const masked = variational(cell, variationalDropout, inside.key, sequence, width);
          const run = unrollTimeFirst(cell, own, masked.input, stateOfSlot(widths, first, slot, input), {
            reverse,
            remat,
            counted,
            ...looking,
            ...(masked.step && { step: masked.step }),
          });
          if (run.states && run.gates) {
            const states = mapNamed(run.states, swapBatchAndTime);
            inside.observer?.unrolled?.(inside.path as string, { states, gates: mapNamed(run.gates, swapBatchAndTime) });
          }
          outputs.push(run.output);
          last.push(run.state);
        }
        const joined = concat(outputs, 2);
        sequence = residual && layer > 0 ? add(joined, sequence) : joined;
        if (context.key && rate > 0 && layer < layers - 1) sequence = dropout(sequence, rate, foldKey(context.key, slots.length + layer));
      }
      return {
        output: swapBatchAndTime(sequence),
        state: namedBy(cell.states, (name) => joinSlots(last.map((final) => final[name]))),
      };
    },
  };
}

/** What an observer wants of one slot. */
function observation(
  context: ApplyContext,
  widths: Widths,
  sequence: Tensor,
): Pick<TimeFirstOptions, 'everyState' | 'handles'> {
  const { observer } = context;
  if (!observer) return {};
  const [time, batch] = sequence.shape;
  const handles: Record<string, Tensor> = {};
  for (const [name, width] of Object.entries(widths)) {
    const handle = observer.handle?.(pathWithin(context, name), { shape: [batch, time, width], dtype: sequence.dtype });
    if (handle) handles[name] = swapBatchAndTime(handle);
  }
  return { everyState: observer.unrolled !== undefined, handles };
}

/** Variational dropout of one slot: one mask for all steps, for its input [time, batch, …] and for its hidden state. */
function variational(
  cell: Cell,
  { input: inputRate, recurrent: hiddenRate }: { input: number; recurrent: number },
  key: Tensor | undefined,
  sequence: Tensor,
  width: number,
): { input: Tensor; step?: Cell['step'] } {
  if (!key) return { input: sequence };
  const [, batch, features] = sequence.shape;
  const mask = (shape: readonly number[], rate: number, index: number): Tensor =>
    dropout(fullLike(sequence, 1, { shape, dtype: sequence.dtype }), rate, foldKey(key, index));
  return {
    input: inputRate > 0 ? mul(sequence, mask([1, batch, features], inputRate, 0)) : sequence,
    ...(hiddenRate > 0 && { step: stepWithMaskedHidden(cell, mask([batch, width], hiddenRate, 1)) }),
  };
}

function namedBy(names: readonly string[], value: (name: string) => Tensor): Named {
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}

function requireInput(name: string, input: Tensor, inputSize: number): void {
  requireSequence(name, input);
  if (input.shape[2] === inputSize) return;
  throw new ShapeError(
    describe(
      name,
      'input size differs',
      `input is ${formatShape(input.shape)}`,
      `[batch, time, ${inputSize}] is expected, as the layer was made for ${inputSize} inputs`,
    ),
  );
}
