import type { Module, Parameters } from '@rekur/rnn';
import type { Engine, Tensor } from '@rekur/tensor';
import { softmax } from '@rekur/tensor';
import type { Inputs, Preparation } from '@rekur/train';
import { createTreeSession } from '@rekur/train';
import { paddedInputs } from './batches.js';
import type { EncodedSequence } from './encoder.js';

/** The probability of each class for each sequence, in the caller's order: [sequences][classes]. */
export type Predictor = (parameters: Parameters, sequences: readonly EncodedSequence[]) => Float32Array[];

/** Sequences that are read side by side. */
const ROWS = 64;

/** A predictor for a network, with one Program per shape of its batches. Weights go in when they are others than those of the call before. */
export function createPredictor(module: Module, engine: Engine, onPrepared?: (preparation: Preparation) => void): Predictor {
  let loaded: Parameters | undefined;
  let network: ReturnType<typeof createNetwork> | undefined;
  const run = (parameters: Parameters, given: Given): Tensor => {
    network ??= createNetwork(module, parameters, engine, onPrepared);
    if (loaded !== undefined && loaded !== parameters) network.load(parameters);
    loaded = parameters;
    return network.probabilities(given);
  };
  return (parameters, sequences) => {
    const order = sequences.map((_, index) => index).sort((a, b) => sequences[a].length - sequences[b].length);
    const found: Float32Array[] = Array.from({ length: sequences.length });
    for (let start = 0; start < order.length; start += ROWS) {
      const chosen = order.slice(start, start + ROWS);
      const { data, shape } = run(parameters, paddedInputs(chosen.map((index) => sequences[index]), Math.min(ROWS, sequences.length)));
      chosen.forEach((index, row) => (found[index] = Float32Array.from(data.subarray(row * shape[1], (row + 1) * shape[1]))));
    }
    return found;
  };
}

type Given = { readonly inputs: Tensor; readonly lengths?: Tensor };

function createNetwork(module: Module, parameters: Parameters, engine: Engine, onPrepared?: (preparation: Preparation) => void) {
  const session = createTreeSession(engine, { weights: parameters });
  const apply = session.bind(
    ['weights'],
    ({ weights }, args: Inputs) => {
      const { inputs, lengths } = args as unknown as Given;
      return { results: { probabilities: softmax(module.apply(weights, inputs, undefined, lengths && { lengths }).output) } };
    },
    onPrepared,
  );
  return {
    load: (other: Parameters) => session.write('weights', other),
    probabilities: ({ inputs, lengths }: Given): Tensor => apply({ inputs, ...(lengths ? { lengths } : {}) }).probabilities,
  };
}

/** The position of the greatest value; of equal ones the first. */
export function greatest(values: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index] > values[best]) best = index;
  return best;
}
