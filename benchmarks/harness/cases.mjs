// What is measured: one step of training, the forward pass alone, one step in time with the state kept.

/** [batch, time, input, hidden] of the LSTM, from one small sequence to weights that no cache holds. */
const LSTM_SIZES = [
  [1, 100, 32, 32],
  [16, 50, 64, 64],
  [32, 100, 128, 128],
  [32, 100, 128, 256],
  [64, 50, 256, 512],
  [64, 35, 512, 1024],
];

/** The size at which the other cells and the JavaScript peers are compared. */
const MIDDLE = LSTM_SIZES[2];
const STEP_SIZE = [1, 1, 64, 128];

/** Matrices of hidden × (input + hidden) in each kind of cell. */
const GATES = { lstm: 4, gru: 3, rnn: 1, 'user-cell': 4 };

/** Multiplications and additions per weight and row: forward 2, and as many again for each of the two gradients. */
const OPERATIONS = { train: 6, forward: 2, step: 2 };

/**
 * @typedef {object} Case
 * @property {string} id such as `train lstm 32,100,128,128`
 * @property {'train' | 'forward' | 'step'} what
 * @property {'lstm' | 'gru' | 'rnn' | 'user-cell'} kind
 * @property {number} batch
 * @property {number} time
 * @property {number} input
 * @property {number} hidden
 * @property {number} flops
 */

/** @returns {Case} */
function caseOf(what, kind, [batch, time, input, hidden]) {
  const flops = OPERATIONS[what] * batch * time * GATES[kind] * hidden * (input + hidden);
  return { id: `${what} ${kind} ${[batch, time, input, hidden].join()}`, what, kind, batch, time, input, hidden, flops };
}

/** In this order they run, small ones first. @type {Case[]} */
export const cases = [
  ...LSTM_SIZES.slice(0, 3).map((size) => caseOf('train', 'lstm', size)),
  caseOf('train', 'gru', MIDDLE),
  caseOf('train', 'rnn', MIDDLE),
  caseOf('train', 'lstm', LSTM_SIZES[3]),
  caseOf('train', 'user-cell', LSTM_SIZES[3]), // right after the built-in LSTM, which it is compared with
  ...LSTM_SIZES.slice(4).map((size) => caseOf('train', 'lstm', size)),
  ...LSTM_SIZES.map((size) => caseOf('forward', 'lstm', size)),
  caseOf('step', 'lstm', STEP_SIZE),
];
