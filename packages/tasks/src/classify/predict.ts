import type { Module, Parameters } from '@rekur/rnn';
import type { Engine, Tensor } from '@rekur/tensor';
import { flattenTree, formatType, interpreter, rebuildTree, softmax, trace } from '@rekur/tensor';
import { paddedInputs } from './batches.js';
import type { EncodedSequence } from './encoder.js';

/** The probability of each class for each sequence, in the caller's order: [sequences][classes]. */
export type Predictor = (parameters: Parameters, sequences: readonly EncodedSequence[]) => Float32Array[];

/** Sequences that are read side by side. */
const ROWS = 64;

/** A predictor for a network; it keeps one prepared Program per shape of its batches. */
export function createPredictor(module: Module, engine: Engine = interpreter): Predictor {
  const prepared = new Map<string, (leaves: readonly Tensor[]) => Tensor>();
  const run = (parameters: Parameters, given: { inputs: Tensor; lengths?: Tensor }): Tensor => {
    const weights = flattenTree(parameters).map(({ value }) => value);
    const leaves = [given.inputs, ...(given.lengths ? [given.lengths] : []), ...weights];
    const key = leaves.map(formatType).join(' ');
    let program = prepared.get(key);
    if (!program) {
      const first = given.lengths ? 2 : 1;
      const traced = trace((...values) => {
        const context = given.lengths ? { lengths: values[1] } : undefined;
        return [softmax(module.apply(rebuildTree(parameters, values.slice(first)), values[0], undefined, context).output)];
      }, leaves);
      const ready = engine.prepare(traced.program);
      prepared.set(key, (program = (values) => ready([...values, ...traced.captured])[0]));
    }
    return program(leaves);
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

/** The position of the greatest value; of equal ones the first. */
export function greatest(values: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index] > values[best]) best = index;
  return best;
}
