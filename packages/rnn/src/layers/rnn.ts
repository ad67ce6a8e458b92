import { elmanReluCell, elmanTanhCell } from '../cells/elman.js';
import type { Module } from '../module.js';
import { requireChoice } from './choice.js';
import { recurrent } from './recurrent.js';
import type { RecurrentOptions } from './recurrentOptions.js';

export interface RnnOptions extends Omit<RecurrentOptions, 'projectionSize'> {
  /** Default tanh. */
  nonlinearity?: 'tanh' | 'relu';
}

const cells = { tanh: elmanTanhCell, relu: elmanReluCell };

/** Elman network, as `torch.nn.RNN`; see {@link recurrent}. @throws ValueError for an unknown nonlinearity. */
export function rnn(inputSize: number, hiddenSize: number, { nonlinearity = 'tanh', ...options }: RnnOptions = {}): Module {
  return recurrent(requireChoice('rnn', 'nonlinearity', cells, nonlinearity), inputSize, hiddenSize, options);
}
