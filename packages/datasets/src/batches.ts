import type { Tensor } from '@rekur/tensor';
import { foldIn, fromData, permutation, randomKey } from '@rekur/tensor';
import type { Example, ExampleTensors } from './examples.js';
import { rowsOfExamples, rowsOfTensors, rowWeights, stackRows } from './examples.js';
import { requireCount } from './require.js';
import type { Sequence } from './sequence.js';
import { sequence } from './sequence.js';

export interface Batch {
  /** [batch, …shape of an input] */
  readonly inputs: Tensor;
  /** [batch, …shape of a target] */
  readonly targets: Tensor;
  /** float32 [batch]: 1 for an example, 0 for a row of padding. */
  readonly weights: Tensor;
  /** int32 [batch], at least 1, where examples have lengths: how many steps of an input count. */
  readonly lengths?: Tensor;
  /** int32 [batch], at least 1: the same of a target, where targets have lengths of their own. */
  readonly targetLengths?: Tensor;
}

export interface BatchOptions {
  /** Rows in a batch. */
  readonly batch: number;
  /** Another order in each epoch; otherwise the order given. */
  readonly shuffle?: boolean;
  /** Seed of the order; 0 unless given. */
  readonly seed?: number;
  /** Number of the pass over the data; 0 unless given. The order depends on seed and epoch alone. */
  readonly epoch?: number;
}

/** The batches of one epoch, and of any other. */
export interface Batches extends Sequence<Batch> {
  /** The batches of pass `index` over the data, in an order of its own if shuffled: `fit` asks for them by this name. */
  epoch(index: number): Sequence<Batch>;
}

/**
 * Examples as batches of equal shape. Each example is in exactly one; the last batch is filled up with rows of zeros
 * whose weight is 0.
 * @throws DataError if there are no examples, or their shapes or dtypes differ.
 */
export function batches(examples: readonly Example[] | ExampleTensors, options: BatchOptions): Batches {
  const { batch, shuffle = false, seed = 0, epoch: first = 0 } = options;
  requireCount('batches', 'batch', batch);
  requireCount('batches', 'epoch', first, 0);
  const parts = 'inputs' in examples ? rowsOfTensors('batches', examples) : rowsOfExamples('batches', examples);
  const { count, inputs, targets, lengths } = parts;

  function epoch(index: number): Sequence<Batch> {
    requireCount('batches', 'epoch', index, 0);
    const order = shuffle ? permutation(foldIn(randomKey(seed), index), count) : Int32Array.from({ length: count }, (_, row) => row);
    return sequence(Math.ceil(count / batch), (position) => {
      const rows = order.subarray(position * batch, (position + 1) * batch);
      return {
        inputs: stackRows(inputs, rows, batch),
        targets: stackRows(targets, rows, batch),
        weights: rowWeights(rows.length, batch),
        ...(lengths && { lengths: lengthsOf(rows, (row) => lengths.row(row)[0], batch) }),
      };
    });
  }

  return { ...epoch(first), epoch };
}

/** int32 [batch]: the lengths of the chosen rows, 1 for a row that fills up, since no row may have none. */
export function lengthsOf(rows: Int32Array, length: (row: number) => number, batch: number): Tensor {
  const data = new Int32Array(batch).fill(1);
  rows.forEach((row, position) => (data[position] = length(row)));
  return fromData(data, [batch]);
}
