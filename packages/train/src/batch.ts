import type { Tensor } from '@rekur/tensor';

/** What one training step reads. All batches of a source should have the same shapes: another shape is another Program. */
export interface Batch {
  /** [batch, time, …] or whatever the model takes. */
  readonly inputs: Tensor;
  readonly targets: Tensor;
  /** float [batch]: how much each row counts; 0 for a row that only fills up the last batch. Default all 1. */
  readonly weights?: Tensor;
  /** int32 [batch]: how many steps of each row count, from 1 to all, in any order. Default: all. */
  readonly lengths?: Tensor;
  /** int32 [batch]: the same of the targets, where they have a length of their own (CTC). */
  readonly targetLengths?: Tensor;
  /**
   * bool [batch]: rows whose state starts at zero. Its presence asks for truncated backpropagation through time: the state
   * after one batch is the state before the next.
   */
  readonly reset?: Tensor;
}

/** Batches in order, the same ones every epoch, or others per epoch; always the same ones for the same epoch. */
export type BatchSource =
  | (Iterable<Batch> & { readonly length: number })
  | { readonly length: number; epoch(index: number): Iterable<Batch> };

export function batchesOfEpoch(source: BatchSource, epoch: number): Iterable<Batch> {
  return 'epoch' in source ? source.epoch(epoch) : source;
}

/** How many targets count: rows of weight 0 do not. */
export function countTargets({ targets, weights }: Batch): number {
  if (!weights) return targets.size;
  let rows = 0;
  for (let row = 0; row < weights.size; row++) rows += weights.data[row];
  return rows * (targets.size / targets.shape[0]);
}
