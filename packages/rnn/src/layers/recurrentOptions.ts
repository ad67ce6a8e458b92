import { describe, ValueError } from '@rekur/tensor';
import { type Cell, stateSizesOf } from '../cell.js';

export interface RecurrentOptions {
  /** Layers stacked, each reading the outputs of the one below. Default 1. */
  layers?: number;
  /** Both biases of each cell. Default true. */
  bias?: boolean;
  /** A second cell per layer that reads from the end; features are forward, then reverse. Default false. */
  bidirectional?: boolean;
  /** Width that the hidden state is projected to, for cells that project; as `proj_size` of `torch.nn.LSTM`. */
  projectionSize?: number;
  /** Rate of dropout on the outputs of every layer but the last, in training only; as `dropout` of `torch.nn.LSTM`. Default 0. */
  dropout?: number;
  /**
   * Rates of dropout with one mask for all steps, in training only (Gal & Ghahramani 2016): on the input of every layer, and
   * on the hidden state where it meets a weight matrix. Default 0 each.
   */
  variationalDropout?: { input?: number; recurrent?: number };
  /** From the second layer on, a layer's input is added to its output. Default false. */
  residual?: boolean;
  /** The state before the first step is learned: parameters `h_0`, `c_0` … [layers·directions, width], zeros at first. Default false. */
  learnInitialState?: boolean;
  /**
   * What is stored for the backward pass grows with √time instead of time, for one more forward pass; inputs and outputs of
   * every step stay. Values are the same to the bit. Default false.
   */
  remat?: boolean;
}

/** Every option with its value, and what a description says of those that are not at their defaults. */
export interface CheckedOptions {
  readonly values: Required<Omit<RecurrentOptions, 'projectionSize' | 'variationalDropout'>> & {
    readonly projectionSize: number | undefined;
    readonly variationalDropout: { readonly input: number; readonly recurrent: number };
  };
  readonly described: Readonly<Record<string, unknown>>;
}

/** Every option there is; one left out here does not build. */
const known: { readonly [Name in keyof Required<RecurrentOptions>]: true } = {
  layers: true,
  bias: true,
  bidirectional: true,
  projectionSize: true,
  dropout: true,
  variationalDropout: true,
  residual: true,
  learnInitialState: true,
  remat: true,
};

/** @throws ValueError for sizes that are no whole numbers above 0, rates outside 0 … 1, unknown options, or some that the cell cannot follow. */
export function requireRecurrentOptions(cell: Cell, inputSize: number, hiddenSize: number, options: RecurrentOptions): CheckedOptions {
  const { layers = 1, bias = true, bidirectional = false, projectionSize, dropout = 0, residual = false, learnInitialState = false, remat = false } = options;
  const { input = 0, recurrent = 0, ...others } = options.variationalDropout ?? {};
  requireNames(cell.name, 'options', Object.keys(options), Object.keys(known));
  requireNames(cell.name, 'variationalDropout', Object.keys(others), ['input', 'recurrent']);
  requireFlags(cell.name, { bias, bidirectional, residual, learnInitialState, remat });
  requireCounts(cell.name, { inputSize, hiddenSize, layers, ...(projectionSize !== undefined && { projectionSize }) });
  requireRates(cell.name, { dropout, 'variationalDropout.input': input, 'variationalDropout.recurrent': recurrent });
  if (dropout > 0 && layers === 1) {
    throw new ValueError(
      describe(cell.name, 'dropout without effect', `dropout is ${dropout}, layers is 1`, 'it acts between layers: 2 or more are expected', 'put dropout(rate) behind the layer'),
    );
  }
  if (projectionSize !== undefined && stateSizesOf(cell, { inputSize, hiddenSize, bias, projectionSize })[cell.states[0]] !== projectionSize) {
    throw new ValueError(
      describe(cell.name, 'cell does not project', `projectionSize is ${projectionSize}`, 'a cell that projects is expected', 'lstm(…, { projectionSize }) does'),
    );
  }
  const variationalDropout = { input, recurrent };
  return {
    values: { layers, bias, bidirectional, projectionSize, dropout, variationalDropout, residual, learnInitialState, remat },
    described: {
      ...(projectionSize !== undefined && { projectionSize }),
      ...(dropout > 0 && { dropout }),
      ...(input + recurrent > 0 && { variationalDropout }),
      ...(residual && { residual }),
      ...(learnInitialState && { learnInitialState }),
      ...(remat && { remat }),
    },
  };
}

/** @throws ValueError for sizes that are no whole numbers above 0. */
export function requireCounts(name: string, sizes: Readonly<Record<string, number>>): void {
  for (const [what, size] of Object.entries(sizes)) {
    if (Number.isInteger(size) && size > 0) continue;
    throw new ValueError(describe(name, 'not a size', `${what} is ${size}`, 'a whole number above 0 is expected'));
  }
}

/** What TypeScript would refuse, such as PyTorch's `num_layers`: it would be left out in silence. */
function requireNames(name: string, what: string, given: readonly string[], expected: readonly string[]): void {
  const unknown = given.find((option) => !expected.includes(option));
  if (unknown === undefined) return;
  throw new ValueError(describe(name, 'unknown option', `'${unknown}' in ${what}`, `${expected.join(', ')} are known`));
}

function requireFlags(name: string, flags: Readonly<Record<string, boolean>>): void {
  for (const [what, flag] of Object.entries(flags)) {
    if (typeof flag === 'boolean') continue;
    throw new ValueError(describe(name, 'not a flag', `${what} is ${String(flag)}`, 'true or false is expected'));
  }
}

/** @throws ValueError for a rate outside 0 … 1, 1 excluded. */
export function requireRates(name: string, rates: Readonly<Record<string, number>>): void {
  for (const [what, rate] of Object.entries(rates)) {
    if (rate >= 0 && rate < 1) continue;
    throw new ValueError(describe(name, 'not a rate', `${what} is ${rate}`, 'a number from 0 up to but not including 1 is expected'));
  }
}
