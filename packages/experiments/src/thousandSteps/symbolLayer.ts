import type { Cell, Module, Parameters } from '@rekur/rnn';
import { identityInitializer, recurrent } from '@rekur/rnn';
import type { Tensor } from '@rekur/tensor';
import { gather, randomKey, transpose } from '@rekur/tensor';

export interface SymbolLayerOptions {
  /** Default true. */
  readonly bias?: boolean;
}

/**
 * A recurrent layer whose inputs are symbols: int32 [batch, time] → [batch, time, hidden]. It has the parameters of
 * `recurrent(cell, symbols, hidden)` and computes what that does with one-hot inputs, without them: the product of a one-hot
 * input and a weight matrix is one column of the matrix, so that a thousand symbols cost no more than two.
 */
export function symbolLayer(cell: Cell, symbols: number, hiddenSize: number, { bias = true }: SymbolLayerOptions = {}): Module {
  const layer = recurrent(cell, symbols, hiddenSize, { bias });
  const rows = cell.parameters({ inputSize: symbols, hiddenSize, bias })[WEIGHT].shape[0];
  // The columns are looked up before the loop; inside it the identity passes them on.
  const loop = recurrent(cell, rows, hiddenSize, { bias });
  const passOn = identityInitializer()(randomKey(0), [rows, rows]);
  return {
    description: { kind: 'symbolLayer', layer: layer.description },
    initialize: (key) => layer.initialize(key),
    initialState: (batch, dtype, parameters) => layer.initialState(batch, dtype, parameters),
    apply(parameters: Parameters, symbolIds, state, context) {
      const columns = gather(transpose(parameters[SLOT] as Tensor, [1, 0]), symbolIds);
      return loop.apply({ ...parameters, [SLOT]: passOn }, columns, state, context);
    },
  };
}

const WEIGHT = 'weight_ih';
const SLOT = `${WEIGHT}_l0`;
