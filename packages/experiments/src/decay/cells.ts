import { gru, lastStep, linear, lstm, type Module, rnn, sequential } from '@rekur/rnn';

/** The cells that are compared: `lstm-5` is an LSTM whose forget gates begin with a bias of 5. */
export const decayCells = ['rnn', 'gru', 'lstm-0', 'lstm-1', 'lstm-5'] as const;
export type DecayCell = (typeof decayCells)[number];

/** As figures name them. */
export const cellTitles: Readonly<Record<DecayCell, string>> = {
  rnn: 'tanh RNN',
  gru: 'GRU',
  'lstm-0': 'LSTM (b_f = 0)',
  'lstm-1': 'LSTM (b_f = 1)',
  'lstm-5': 'LSTM (b_f = 5)',
};

const layers: Readonly<Record<DecayCell, (hidden: number) => Module>> = {
  rnn: (hidden) => rnn(1, hidden),
  gru: (hidden) => gru(1, hidden),
  'lstm-0': (hidden) => lstm(1, hidden, { forgetBias: 0 }),
  'lstm-1': (hidden) => lstm(1, hidden, { forgetBias: 1 }),
  'lstm-5': (hidden) => lstm(1, hidden, { forgetBias: 5 }),
};

/** Reads numbers [batch, time, 1] and gives one logit [batch, 1] after the last: whether the first number was above 0. */
export function signReader(cell: DecayCell, hidden: number): Module {
  return sequential(layers[cell](hidden), lastStep(), linear(hidden, 1));
}
