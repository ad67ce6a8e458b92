// A small model and its data. The page imports this file and so does the test, in Node: both must compute the same bits.
import { linear, lstm, sequential } from '@rekur/rnn';
import { tensor } from '@rekur/tensor';

const wave = Array.from({ length: 41 }, (_, t) => [((t % 8) - 3.5) / 4]);

export const batch = { inputs: tensor([wave.slice(0, 40)]), targets: tensor([wave.slice(1)]) };

export const model = () => sequential(lstm(1, 8), linear(8, 1));

export const seed = 1;
export const epochs = 40;
export const learningRate = 0.03;

/** What a trained model makes of the wave, as plain numbers. */
export const outputs = ({ module, parameters }) => Array.from(module.apply(parameters, batch.inputs).output.data);
