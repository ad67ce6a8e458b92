import type { DType, RandomKey, Tensor, Tree } from '@rekur/tensor';
import { concat, describe, flattenTree, foldIn, formatShape, fullLike, ShapeError, slice, reshape, ValueError, zeros } from '@rekur/tensor';
import type { Cell, Named } from '../cell.js';
import { elmanReluCell, elmanTanhCell } from '../cells/elman.js';
import { gruCell } from '../cells/gru.js';
import { lstmCell } from '../cells/lstm.js';
import type { Module, Parameters, State } from '../module.js';
import { requireSequence, swapBatchAndTime, unrollTimeFirst } from '../unroll.js';

export interface RecurrentOptions {
  /** Layers stacked, each reading the outputs of the one below. Default 1. */
  layers?: number;
  /** Both biases of each cell. Default true. */
  bias?: boolean;
  /** A second cell per layer that reads from the end; features are forward, then reverse. Default false. */
  bidirectional?: boolean;
}

/**
 * A stack of one cell, as `torch.nn.LSTM` and its kin with batch_first: input [batch, time, input] →
 * output [batch, time, directions·hidden]; each state part [layers·directions, batch, hidden]. Parameters carry PyTorch's
 * names: weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, and `_reverse` behind for the second direction.
 * @throws ValueError for sizes that are no whole numbers above 0.
 */
export function recurrent(cell: Cell, inputSize: number, hiddenSize: number, options: RecurrentOptions = {}): Module {
  const { layers = 1, bias = true, bidirectional = false } = options;
  requireCount(cell.name, { inputSize, hiddenSize, layers });
  const directions = bidirectional ? 2 : 1;
  const slots = Array.from({ length: layers * directions }, (_, slot) => ({
    layer: Math.floor(slot / directions),
    reverse: slot % directions === 1,
    suffix: `_l${Math.floor(slot / directions)}${slot % directions === 1 ? '_reverse' : ''}`,
  }));
  const specs = (layer: number): ReturnType<Cell['parameters']> =>
    cell.parameters({ inputSize: layer === 0 ? inputSize : directions * hiddenSize, hiddenSize, bias });

  return {
    description: { kind: 'recurrent', cell: cell.name, inputSize, hiddenSize, layers, bias, bidirectional },

    initialize(key: RandomKey): Parameters {
      const parameters: Record<string, Tensor> = {};
      for (const { layer, suffix } of slots) {
        for (const [name, { shape, initializer }] of Object.entries(specs(layer))) {
          parameters[name + suffix] = initializer(foldIn(key, Object.keys(parameters).length), shape);
        }
      }
      return parameters;
    },

    initialState(batch: number, dtype: DType = 'float32'): State {
      return Object.fromEntries(cell.states.map((name) => [name, zeros([slots.length, batch, hiddenSize], dtype)]));
    },

    apply(parameters: Parameters, input: Tensor, state?: State): { output: Tensor; state: State } {
      requireInput(cell.name, input, inputSize);
      const given = state && Object.keys(state).length > 0 ? requireState(cell, state, [slots.length, input.shape[0], hiddenSize]) : undefined;
      let sequence = swapBatchAndTime(input);
      const last: Named[] = [];
      for (let layer = 0; layer < layers; layer++) {
        const outputs: Tensor[] = [];
        slots.forEach(({ layer: own, reverse, suffix }, slot) => {
          if (own !== layer) return;
          const named = parametersOf(parameters, Object.keys(specs(layer)), suffix);
          const first = firstState(cell, given, slot, input, hiddenSize);
          const { output, state: final } = unrollTimeFirst(cell, named, sequence, first, { reverse });
          outputs.push(output);
          last.push(final);
        });
        sequence = concat(outputs, 2);
      }
      return {
        output: swapBatchAndTime(sequence),
        state: Object.fromEntries(cell.states.map((name) => [name, joinSlots(last.map((final) => final[name]))])),
      };
    },
  };
}

function firstState(cell: Cell, given: Named | undefined, slot: number, input: Tensor, hiddenSize: number): Named {
  const shape = [input.shape[0], hiddenSize];
  return Object.fromEntries(
    cell.states.map((name) => [
      name,
      given ? reshape(slice(given[name], 0, slot, slot + 1), shape) : fullLike(input, 0, { shape, dtype: input.dtype }),
    ]),
  );
}

function joinSlots(states: readonly Tensor[]): Tensor {
  return concat(states.map((state) => reshape(state, [1, ...state.shape])), 0);
}

function parametersOf(parameters: Parameters, names: readonly string[], suffix: string): Named {
  return Object.fromEntries(
    names.map((name) => {
      const value = parameters[name + suffix];
      if (value === undefined) {
        throw new ValueError(
          describe(
            'recurrent',
            'parameter missing',
            `there is no '${name + suffix}' among ${flattenTree(parameters).map(({ path }) => path).join(', ')}`,
            'the parameters of a layer are those that its initialize returns',
          ),
        );
      }
      return [name, value as Tensor];
    }),
  );
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

function requireState(cell: Cell, state: State, shape: readonly number[]): Named {
  for (const name of cell.states) {
    const part: Tree | undefined = state[name];
    const given = part && 'shape' in part ? formatShape((part as Tensor).shape) : 'missing';
    if (given === formatShape(shape)) continue;
    throw new ShapeError(
      describe(cell.name, 'state does not fit', `state.${name} is ${given}`, `${formatShape(shape)} is expected: [layers·directions, batch, hidden]`),
    );
  }
  return state as Named;
}

function requireCount(name: string, sizes: Readonly<Record<string, number>>): void {
  for (const [what, size] of Object.entries(sizes)) {
    if (Number.isInteger(size) && size > 0) continue;
    throw new ValueError(describe(name, 'not a size', `${what} is ${size}`, 'a whole number above 0 is expected'));
  }
}

export interface RnnOptions extends RecurrentOptions {
  /** Default tanh. */
  nonlinearity?: 'tanh' | 'relu';
}

/** Elman network, as `torch.nn.RNN`; see {@link recurrent}. */
export function rnn(inputSize: number, hiddenSize: number, { nonlinearity = 'tanh', ...options }: RnnOptions = {}): Module {
  return recurrent(nonlinearity === 'relu' ? elmanReluCell : elmanTanhCell, inputSize, hiddenSize, options);
}

/** GRU, as `torch.nn.GRU`; see {@link recurrent}. */
export function gru(inputSize: number, hiddenSize: number, options: RecurrentOptions = {}): Module {
  return recurrent(gruCell, inputSize, hiddenSize, options);
}

/** LSTM, as `torch.nn.LSTM`; see {@link recurrent}. */
export function lstm(inputSize: number, hiddenSize: number, options: RecurrentOptions = {}): Module {
  return recurrent(lstmCell, inputSize, hiddenSize, options);
}
