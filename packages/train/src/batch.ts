import type { Tensor } from '@rekur/tensor';
import type { Loss } from './losses/loss.js';

/** What one training step reads. All batches of a source should have the same shapes: another shape is another Program. */
export interface Batch {
  /** [batch, time, …] or whatever the model takes. */
  readonly inputs: Tensor;
  readonly targets: Tensor;
  /**
   * float [batch] or [batch, time]: how much each row, or each step, counts; 0 for a row that only fills up the last batch.
   * Default all 1.
   */
  readonly weights?: Tensor;
  /** int32 [batch]: how many steps of each row count, from 1 to all, in any order. Default: all. */
  readonly lengths?: Tensor;
  /** int32 [batch]: the same of the targets, where they have a length of their own (CTC). */
  readonly targetLengths?: Tensor;
  /**
   * bool [batch]: rows whose state starts anew, at zero or at the first state that is learned. Its presence asks for truncated backpropagation through time: the state
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

/**
 * How many targets count, weighted. Targets of three axes or more are [batch, time, …], so that `lengths` says how many of their
 * steps are real; of two axes those that are classes (int32), that have a weight a step, or whose output has an axis more.
 * Where targets have lengths of their own, every row counts once.
 */
export function countTargets({ targets, weights, lengths, targetLengths }: Batch, { ignoreIndex, hasOutputAxis }: Pick<Loss, 'ignoreIndex' | 'hasOutputAxis'> = {}): number {
  const [rows, time = 1] = targets.shape;
  const timed = targets.rank >= (targets.dtype === 'int32' || hasOutputAxis || weights?.rank === 2 ? 2 : 3);
  if (targetLengths) return sumOver(rows, (row) => weights?.data[row] ?? 1);
  const ignoring = targets.dtype === 'int32' ? ignoreIndex : undefined;
  if (!weights && !(lengths && timed)) {
    return ignoring === undefined ? targets.size : sumOver(targets.size, (index) => (targets.data[index] === ignoring ? 0 : 1));
  }
  const steps = timed ? time : 1;
  const perStep = targets.size / (rows * steps);
  return sumOver(rows * steps, (position) => {
    const row = Math.floor(position / steps);
    if (timed && lengths && position % steps >= lengths.data[row]) return 0;
    const weight = weights ? weights.data[weights.rank === 2 ? position : row] : 1;
    if (ignoring === undefined || weight === 0) return weight * perStep;
    const start = position * perStep;
    return weight * targets.data.subarray(start, start + perStep).filter((value) => value !== ignoring).length;
  });
}

function sumOver(count: number, term: (index: number) => number): number {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += term(index);
  return sum;
}
