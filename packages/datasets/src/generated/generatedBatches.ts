import type { Tensor } from '@rekur/tensor';
import { foldIn, randomKey } from '@rekur/tensor';
import { requireCount } from '../require.js';
import type { Sequence } from '../sequence.js';
import { sequence } from '../sequence.js';
import type { Draws } from './draws.js';
import { drawsOf } from './draws.js';

/** Examples as `fit` takes them. */
export interface GeneratedBatch {
  /** [batch, time, features], or int32 [batch, time] */
  readonly inputs: Tensor;
  readonly targets: Tensor;
  /** int32 [batch]: how many steps of each row count, where they differ; after them the inputs are 0. */
  readonly lengths?: Tensor;
}

/** An endless stream of new examples, cut in epochs for `fit`. */
export interface GeneratedBatches<Batch extends GeneratedBatch = GeneratedBatch> {
  /** Batches in an epoch. */
  readonly length: number;
  /**
   * Batch `step` of the stream, from 0. Row r of it is example `step · batch + r`, which depends on nothing else but the seed:
   * batches of another size cut the same stream.
   * @throws DataError if `step` is not a count.
   */
  at(step: number): Batch;
  /** The batches of epoch `index`: no example comes twice. */
  epoch(index: number): Sequence<Batch>;
}

export interface GeneratedOptions {
  /** Rows in a batch. */
  readonly batch: number;
  /** Seed of the stream; 0 unless given. Another one for testing gives other examples. */
  readonly seed?: number;
  /** Batches in an epoch; 100 unless given. */
  readonly steps?: number;
}

/** The stream whose batches `assemble` makes of as many examples of `example`. */
export function generatedBatches<Example, Batch extends GeneratedBatch>(
  operation: string,
  { batch, seed = 0, steps = 100 }: GeneratedOptions,
  example: (draws: Draws) => Example,
  assemble: (examples: readonly Example[]) => Batch,
): GeneratedBatches<Batch> {
  requireCount(operation, 'batch', batch);
  requireCount(operation, 'steps', steps);
  const key = randomKey(seed);
  const at = (step: number): Batch => {
    requireCount(operation, 'step', step, 0);
    return assemble(Array.from({ length: batch }, (_, row) => example(drawsOf(foldIn(key, step * batch + row)))));
  };
  return {
    length: steps,
    at,
    epoch(index) {
      requireCount(operation, 'epoch', index, 0);
      return sequence(steps, (position) => at(index * steps + position));
    },
  };
}
