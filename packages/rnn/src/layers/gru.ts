import { gruCell } from '../cells/gru.js';
import { gruResetBeforeCell } from '../cells/gruResetBefore.js';
import type { Module } from '../module.js';
import { recurrent } from './recurrent.js';
import type { RecurrentOptions } from './recurrentOptions.js';

export interface GruOptions extends Omit<RecurrentOptions, 'projectionSize'> {
  /** Reset gate after the matrix product, as PyTorch and cuDNN do it; false: before it, as Cho et al. (2014) do. Default true. */
  resetAfter?: boolean;
}

/** GRU, as `torch.nn.GRU`; see {@link recurrent}. */
export function gru(inputSize: number, hiddenSize: number, { resetAfter = true, ...options }: GruOptions = {}): Module {
  return recurrent(resetAfter ? gruCell : gruResetBeforeCell, inputSize, hiddenSize, options);
}
