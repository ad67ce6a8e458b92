import { describe, ValueError } from '@rekur/tensor';
import type { Cell } from '../cell.js';
import { lstmCellWith, type LstmCellOptions } from '../cells/lstm.js';
import { lstmCoupledCell } from '../cells/lstmCoupled.js';
import { lstmLayerNormCell } from '../cells/lstmLayerNorm.js';
import { lstmPeepholeCell } from '../cells/lstmPeephole.js';
import { lstmProjectionCell } from '../cells/lstmProjection.js';
import type { Module } from '../module.js';
import { requireChoice } from './choice.js';
import { recurrent } from './recurrent.js';
import type { RecurrentOptions } from './recurrentOptions.js';

const variants = { peephole: lstmPeepholeCell, coupled: lstmCoupledCell, layerNorm: lstmLayerNormCell };

export interface LstmOptions extends RecurrentOptions, LstmCellOptions {
  /** Gates that see the cell state, input and forget gate coupled, or layer normalisation inside. Default: PyTorch's LSTM. */
  variant?: keyof typeof variants;
}

/**
 * LSTM, as `torch.nn.LSTM`; see {@link recurrent}.
 * @throws ValueError for an unknown variant, and for more than one of `projectionSize`, `variant` and a first forget bias.
 */
export function lstm(inputSize: number, hiddenSize: number, options: LstmOptions = {}): Module {
  const { forgetBias, chronoLength, variant, ...rest } = options;
  return recurrent(cellOf({ forgetBias, chronoLength, variant, projectionSize: rest.projectionSize }), inputSize, hiddenSize, rest);
}

function cellOf(asked: Pick<LstmOptions, 'forgetBias' | 'chronoLength' | 'variant' | 'projectionSize'>): Cell {
  const { forgetBias, chronoLength, variant, projectionSize } = asked;
  const given = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (given.length > 1) {
    throw new ValueError(describe('lstm', 'options exclude each other', given.join(' and '), 'one of them at most is expected', 'recurrent(cell, …) takes a cell of your own'));
  }
  if (variant !== undefined) return requireChoice('lstm', 'variant', variants, variant);
  return projectionSize === undefined ? lstmCellWith({ forgetBias, chronoLength }) : lstmProjectionCell;
}
