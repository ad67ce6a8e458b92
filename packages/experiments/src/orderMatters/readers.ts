import { embedding, gru, lastStep, linear, lstm, meanOverTime, type Module, rnn, sequential } from '@rekur/rnn';
import { fromData, relu, type Tensor } from '@rekur/tensor';

/** A pixel of the digits is one of the levels of grey 0 … 16. */
export const DARKEST = 16;
export const CLASSES = 10;

export const readerCells = ['gru', 'lstm', 'rnn'] as const;
export type ReaderCell = (typeof readerCells)[number];

const layerOf: Readonly<Record<ReaderCell, (hidden: number) => Module>> = {
  gru: (hidden) => gru(DARKEST, hidden),
  lstm: (hidden) => lstm(DARKEST, hidden, { forgetBias: 1 }),
  rnn: (hidden) => rnn(DARKEST, hidden),
};

/** Reads grey levels int32 [batch, time] one after the other and answers with logits [batch, 10] after the last one. */
export function recurrentReader(cell: ReaderCell, hidden: number): Module {
  return sequential(greyCode(), layerOf[cell](hidden), lastStep(), linear(hidden, CLASSES));
}

/**
 * Sees the same grey levels without their order: the mean over time of each step's code, then two layers [batch, 10]. The code is made of 0 and 1, so
 * its sum over the steps is a whole number, whatever their order: not one bit of the result can depend on it.
 */
export function orderBlindReader(hidden: number): Module {
  return sequential(greyCode(), meanOverTime(), linear(DARKEST, hidden), fixed('relu', relu), linear(hidden, CLASSES));
}

/** Level k as k ones and 16 − k zeros: int32 [batch, time] → float32 [batch, time, 16]. */
function greyCode(): Module {
  const rows = Array.from({ length: DARKEST + 1 }, (_, level) => Array.from({ length: DARKEST }, (_, place): number => (place < level ? 1 : 0)));
  const weight = fromData(Float32Array.from(rows.flat()), [DARKEST + 1, DARKEST]);
  return fixed('greyCode', (levels) => embedding(DARKEST + 1, DARKEST).apply({ weight }, levels).output);
}

/** A module that learns nothing. */
function fixed(kind: string, f: (input: Tensor) => Tensor): Module {
  return { description: { kind }, initialize: () => ({}), initialState: () => ({}), apply: (_parameters, input) => ({ output: f(input), state: {} }) };
}
