import type { Cell, Lstm1997CellOptions, Module } from '@rekur/rnn';
import { elmanTanhCell, gruCell, lastStep, linear, lstm1997Cell, lstmCellWith, sequential } from '@rekur/rnn';
import { sigmoid } from '@rekur/tensor';
import type { Loss, Optimizer } from '@rekur/train';
import { adam, binaryCrossEntropyWithLogits, meanSquaredError, sgd } from '@rekur/train';
import type { Words } from '@rekur/viz';
import { symbolLayer } from './symbolLayer.js';

export const cellNames = ['lstm1997', 'lstm1997-adam', 'lstm-chrono', 'lstm', 'gru', 'elman'] as const;
export type CellName = (typeof cellNames)[number];

/** A network for the task, and how it is trained. */
export interface Recipe {
  readonly title: Words;
  /** For a lag of `lag` and as many distractors: symbols int32 [batch, time] → logits float32 [batch, 2], of x and of y. */
  readonly network: (lag: number) => Module;
  /** The state part that is to carry what was seen: `c` or `h`. */
  readonly memory: 'c' | 'h';
  /** Of logits and of targets that are 0 or 1, float32 [batch, 2] both. */
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** Sequences in a training step. */
  readonly batch: number;
  /** Largest global norm of the gradients. */
  readonly clipNorm?: number;
}

/** σ(logits) against targets. Its gradient is that of the paper's ½·Σ(y − d)², as there are two outputs. */
const squaredError: Loss = (logits, targets, given) => meanSquaredError(sigmoid(logits), targets, given);

/** What all cells but the published network share: the whole gradient, cross-entropy, Adam. */
const modern = {
  loss: binaryCrossEntropyWithLogits,
  optimizer: adam({ learningRate: 0.01 }),
  batch: 16,
  clipNorm: 1,
} as const;

/**
 * Two blocks of one cell, and outputs without biases that see the cells. The published network has no biases at all. Here its four gates
 * have them, the input gates' below 0 at first, which is the paper's own remedy against cell states that drift away from 0 with
 * every step, until the squashing function lets no gradient through: at 1,000 steps nothing was learned without it.
 */
function network1997(options: Lstm1997CellOptions) {
  const cell = lstm1997Cell({ biases: 'gates', ...options });
  return (lag: number): Module => sequential(symbolLayer(cell, symbolsAt(lag), 2), lastStep(), linear(2, 2, { bias: false }));
}

function networkOf(cellAt: (lag: number) => Cell) {
  return (lag: number): Module => sequential(symbolLayer(cellAt(lag), symbolsAt(lag), MODERN_UNITS), lastStep(), linear(MODERN_UNITS, 2));
}

/** The distractors, e, b, x and y. */
function symbolsAt(lag: number): number {
  return lag + 4;
}

const MODERN_UNITS = 8;

/** The longest sequences that the task makes are so much longer than the lag. */
export const LONGEST_EXTRA = 53;

export const recipes: Readonly<Record<CellName, Recipe>> = {
  /** Trained as in the paper: the truncated gradient, one sequence a step, plain gradient descent. */
  lstm1997: {
    title: { en: 'LSTM 1997, online', ko: 'LSTM 1997, 온라인' },
    network: network1997({ inputGateBias: -3, truncateGradient: true }),
    memory: 'c',
    loss: squaredError,
    optimizer: sgd({ learningRate: 0.3 }),
    batch: 1,
  },
  'lstm1997-adam': {
    title: { en: 'LSTM 1997, Adam', ko: 'LSTM 1997, Adam' },
    network: network1997({ inputGateBias: -5 }),
    memory: 'c',
    ...modern,
  },
  'lstm-chrono': {
    title: { en: 'LSTM, chrono', ko: 'LSTM, chrono 초기화' },
    network: networkOf((lag) => lstmCellWith({ chronoLength: lag + LONGEST_EXTRA })),
    memory: 'c',
    ...modern,
  },
  lstm: {
    title: { en: 'LSTM, forget bias 1', ko: 'LSTM, 망각 편향 1' },
    network: networkOf(() => lstmCellWith({ forgetBias: 1 })),
    memory: 'c',
    ...modern,
  },
  gru: { title: { en: 'GRU', ko: 'GRU' }, network: networkOf(() => gruCell), memory: 'h', ...modern },
  elman: { title: { en: 'Elman', ko: 'Elman' }, network: networkOf(() => elmanTanhCell), memory: 'h', ...modern },
};
