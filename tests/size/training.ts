// A page that trains an LSTM: layers, the training loop, an optimiser, a loss and the compiler. Its size is limited in .size-limit.js.
import { linear, lstm, sequential } from '@rekur/rnn';
import { adam, fit, meanSquaredError } from '@rekur/train';
import { wasmEngine } from '@rekur/wasm';

export { adam, fit, linear, lstm, meanSquaredError, sequential, wasmEngine };
