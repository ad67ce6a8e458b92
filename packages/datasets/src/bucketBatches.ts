import type { Tensor } from '@rekur/tensor';
import { allocate, foldIn, formatType, fromData, permutation, randomKey, sameShape, sizeOf } from '@rekur/tensor';
import type { Batch, Batches, BatchOptions } from './batches.js';
import { lengthsOf } from './batches.js';
import { dataError } from './error.js';
import type { Example } from './examples.js';
import { differ, rowWeights, stackRows, tensorsOf } from './examples.js';
import { requireCount } from './require.js';
import type { Sequence } from './sequence.js';
import { sequence } from './sequence.js';

export interface BucketOptions extends BatchOptions {
  /**
   * How many widths of batches there are, 4 unless given, each for about as many examples; or the widths themselves, ascending,
   * in steps. Each width is one more shape, and `fit` compiles a Program a shape; the more there are, the less is padding.
   */
  readonly buckets?: number | readonly number[];
}

/**
 * Sequences of different lengths as batches. An input is [time, …]: sequences of similar length come together, and zeros fill
 * them up to the width of their bucket; `lengths` tells how long each is. A target is
 *
 * - as long as its input, in all examples, and padded with it;
 * - or of one shape in all examples: a class, a number, a row of numbers;
 * - or of another length: then it is padded to the longest in its bucket, and `targetLengths` tells how long each is.
 *
 * Each example is in exactly one batch of an epoch; the last batch of a bucket is filled up with rows of weight 0 and length 1.
 * Shuffled, both the examples of a bucket and the batches are in another order each epoch.
 * @throws DataError if there are no examples, one has no steps, they differ in more than their length, or no bucket is wide enough.
 */
export function bucketBatches(examples: readonly Example[], options: BucketOptions): Batches {
  const { batch, shuffle = false, seed = 0, epoch: first = 0, buckets = 4 } = options;
  requireCount('bucketBatches', 'batch', batch);
  requireCount('bucketBatches', 'epoch', first, 0);
  const { inputs, targets } = tensorsOf('bucketBatches', examples);
  requireSteps('input', inputs);
  const lengths = inputs.map(({ shape }) => shape[0]);
  const perStep = targets.every(({ shape }, index) => shape[0] === lengths[index]);
  const ragged = perStep || !targets.every(({ shape, dtype }) => sameShape(shape, targets[0].shape) && dtype === targets[0].dtype);
  if (ragged) requireSteps('target', targets);
  const widths = typeof buckets === 'number' ? widthsOf(lengths, buckets) : requireWidths(buckets, lengths);
  const members = membersOf(lengths, widths);
  const targetWidths = ragged ? members.map((rows) => rows.reduce((most, row) => Math.max(most, targets[row].shape[0]), 1)) : [];

  function batchOf(bucket: number, rows: Int32Array): Batch {
    const targetWidth = perStep ? widths[bucket] : targetWidths[bucket];
    return {
      inputs: padded(inputs, rows, batch, widths[bucket]),
      targets: ragged ? padded(targets, rows, batch, targetWidth) : stackRows({ type: targets[0], row: (row) => targets[row].data }, rows, batch),
      weights: rowWeights(rows.length, batch),
      lengths: lengthsOf(rows, (row) => lengths[row], batch),
      ...(ragged && !perStep && { targetLengths: lengthsOf(rows, (row) => targets[row].shape[0], batch) }),
    };
  }

  function epoch(index: number): Sequence<Batch> {
    requireCount('bucketBatches', 'epoch', index, 0);
    const key = foldIn(randomKey(seed), index);
    const plan = members.flatMap((rows, bucket) => {
      // Key 0 orders the batches, key b + 1 the examples of bucket b.
      const order = shuffle ? permutation(foldIn(key, bucket + 1), rows.length).map((place) => rows[place]) : rows;
      return Array.from({ length: Math.ceil(rows.length / batch) }, (_, position) => ({
        bucket,
        rows: order.subarray(position * batch, (position + 1) * batch),
      }));
    });
    const order = shuffle ? permutation(foldIn(key, 0), plan.length) : plan.map((_, position) => position);
    return sequence(plan.length, (position) => {
      const { bucket, rows } = plan[order[position]];
      return batchOf(bucket, rows);
    });
  }

  return { ...epoch(first), epoch };
}

/** Every value has at least one step, and all are alike but for their first axis. */
function requireSteps(part: 'input' | 'target', values: readonly Tensor[]): void {
  const [{ shape: shape0, dtype }] = values;
  const empty = values.findIndex(({ shape }) => shape.length === 0 || shape[0] === 0);
  if (empty >= 0) {
    throw dataError(
      'bucketBatches',
      `${part} has no steps`,
      `examples[${empty}].${part} is ${formatType(values[empty])}`,
      '[time, …] with at least 1 step is expected',
      'leave empty examples out',
    );
  }
  const other = values.findIndex((value) => value.dtype !== dtype || !sameShape(value.shape.slice(1), shape0.slice(1)));
  if (other >= 0) throw differ('bucketBatches', part, values, other, 'only the first axis may differ');
}

/** Up to `count` widths: the greatest lengths of as many parts of the examples, by length. */
function widthsOf(lengths: readonly number[], count: number): number[] {
  requireCount('bucketBatches', 'buckets', count);
  const sorted = Int32Array.from(lengths).sort();
  const parts = Math.min(count, sorted.length);
  const widths = Array.from({ length: parts }, (_, part) => sorted[Math.ceil((sorted.length * (part + 1)) / parts) - 1]);
  return Array.from(new Set(widths));
}

function requireWidths(widths: readonly number[], lengths: readonly number[]): readonly number[] {
  const good = widths.every((width, index) => Number.isSafeInteger(width) && width > (index === 0 ? 0 : widths[index - 1]));
  if (!good || widths.length === 0) {
    throw dataError('bucketBatches', 'buckets are not widths', `[${widths.join(', ')}]`, 'ascending counts of steps are expected');
  }
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  if (longest > widths[widths.length - 1]) {
    throw dataError(
      'bucketBatches',
      'no bucket is wide enough',
      `examples[${lengths.indexOf(longest)}].input has ${longest} steps, the widest bucket ${widths[widths.length - 1]}`,
      'a bucket for every example is expected',
      'add a width, or cut long examples',
    );
  }
  return widths;
}

/** The examples of each bucket: those that fit into no narrower one. */
function membersOf(lengths: readonly number[], widths: readonly number[]): Int32Array[] {
  const members: number[][] = widths.map(() => []);
  lengths.forEach((length, index) => members[widths.findIndex((width) => length <= width)].push(index));
  return members.map((rows) => Int32Array.from(rows));
}

/** [batch, width, …]: the chosen values one under another, zeros behind and below them. */
function padded(values: readonly Tensor[], rows: Int32Array, batch: number, width: number): Tensor {
  const [{ shape, dtype }] = values;
  const size = width * sizeOf(shape.slice(1));
  const data = allocate(dtype, batch * size);
  rows.forEach((row, position) => data.set(values[row].data, position * size));
  return fromData(data, [batch, width, ...shape.slice(1)]);
}
