import { elmanReluCell, elmanTanhCell } from '../cells/elman.js';
import type { Module } from '../module.js';
import { recurrent } from './recurrent.js';
import type { RecurrentOptions } from './recurrentOptions.js';

export interface RnnOptions extends Omit<RecurrentOptions, 'projectionSize'> {
  /** Default tanh. */
  nonlinearity?: 'tanh' | 'relu';
}

/** Elman network, as `torch.nn.RNN`; see {@link recurrent}. */
export function rnn(inputSize: number, hiddenSize: number, { nonlinearity = 'tanh', ...options }: RnnOptions = {}): Module {
  return recurrent(nonlinearity === 'relu' ? elmanReluCell : elmanTanhCell, inputSize, hiddenSize, options);
}
