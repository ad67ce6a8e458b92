import type { Batch, BatchSource } from '@rekur/train';
import { foldIn, fromData, permutation, randomKey } from '@rekur/tensor';
import type { EncodedSequence } from './encoder.js';

/** Examples as the network reads them. */
export interface EncodedExamples {
  readonly sequences: readonly EncodedSequence[];
  /** The class of each, from 0. */
  readonly classes: Int32Array;
}

/** Times are rounded up to a multiple of this, so that there are few shapes, each of which is a Program. */
const TIME_UNIT = 4;
/** Batches whose examples are sorted by length together: more give less padding, fewer a better mixture. */
const POOL = 16;

/**
 * The inputs of some sequences as one batch, padded at the end to the same time, filled up to `rows` rows: int32
 * [rows, time] or float32 [rows, time, features]. `lengths` int32 [rows] only where they differ.
 */
export function paddedInputs(sequences: readonly EncodedSequence[], rows: number): Pick<Batch, 'inputs' | 'lengths'> {
  const [{ length, data }] = sequences;
  const alike = sequences.every((each) => each.length === length);
  const time = alike ? length : TIME_UNIT * Math.ceil(Math.max(...sequences.map((each) => each.length)) / TIME_UNIT);
  const features = data.length / length;
  const padded = data instanceof Int32Array ? new Int32Array(rows * time) : new Float32Array(rows * time * features);
  sequences.forEach((each, row) => padded.set(each.data, row * time * features));
  const inputs = fromData(padded, data instanceof Int32Array ? [rows, time] : [rows, time, features]);
  if (alike) return { inputs };
  return { inputs, lengths: fromData(Int32Array.from({ length: rows }, (_, row) => sequences[row]?.length ?? 1), [rows]) };
}

/**
 * Batches of examples of about the same length, in a new order each epoch; the last one is filled up with rows of weight 0.
 * With `seed` undefined the order is the same each epoch, by length.
 */
export function exampleBatches({ sequences, classes }: EncodedExamples, rows: number, seed?: number): BatchSource {
  const count = sequences.length;
  const length = Math.ceil(count / rows);
  const batch = (chosen: ArrayLike<number>): Batch => ({
    ...paddedInputs(Array.from(chosen, (index) => sequences[index]), rows),
    targets: fromData(Int32Array.from({ length: rows }, (_, row) => (row < chosen.length ? classes[chosen[row]] : 0)), [rows]),
    weights: fromData(Float32Array.from({ length: rows }, (_, row) => (row < chosen.length ? 1 : 0)), [rows]),
  });
  const byLength = (indices: readonly number[]): number[] => [...indices].sort((a, b) => sequences[a].length - sequences[b].length);
  const cut = (indices: readonly number[]): number[][] =>
    Array.from({ length: Math.ceil(indices.length / rows) }, (_, index) => indices.slice(index * rows, (index + 1) * rows));
  if (seed === undefined) return cut(byLength(sequences.map((_, index) => index))).map(batch);
  return {
    length,
    *epoch(index) {
      const key = foldIn(randomKey(seed), index);
      const order = Array.from(permutation(foldIn(key, 0), count));
      const batches: number[][] = [];
      for (let start = 0; start < count; start += POOL * rows) batches.push(...cut(byLength(order.slice(start, start + POOL * rows))));
      for (const position of permutation(foldIn(key, 1), length)) yield batch(batches[position]);
    },
  };
}
