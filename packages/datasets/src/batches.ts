import { allocate, foldIn, formatType, fromData, permutation, randomKey, sameShape, Tensor, tensor } from '@rekur/tensor';
import { dataError } from './error.js';
import { requireCount } from './require.js';
import type { Sequence } from './sequence.js';
import { sequence } from './sequence.js';

/** One value of an example: a tensor, a number (float32 scalar) or numbers (float32 [length]; Int32Array stays int32). */
export type ExampleValue = Tensor | number | readonly number[] | Float32Array | Float64Array | Int32Array;

export interface Example {
  readonly input: ExampleValue;
  readonly target: ExampleValue;
}

export interface Batch {
  /** [batch, …shape of an input] */
  readonly inputs: Tensor;
  /** [batch, …shape of a target] */
  readonly targets: Tensor;
  /** float32 [batch]: 1 for an example, 0 for a row of padding. */
  readonly weights: Tensor;
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

/**
 * Examples as batches of equal shape. Each example is in exactly one; the last batch is filled up with rows of zeros
 * whose weight is 0.
 * @throws DataError if there are no examples, or their shapes or dtypes differ.
 */
export function batches(examples: readonly Example[], options: BatchOptions): Sequence<Batch> {
  const { batch, shuffle = false, seed = 0, epoch = 0 } = options;
  requireCount('batches', 'batch', batch);
  requireCount('batches', 'epoch', epoch, 0);
  if (examples.length === 0) {
    throw dataError('batches', 'no examples', '0 examples', 'at least 1 is expected');
  }
  const inputs = examples.map(({ input }) => toTensor(input));
  const targets = examples.map(({ target }) => toTensor(target));
  requireAlike('input', inputs);
  requireAlike('target', targets);
  const order = shuffle
    ? permutation(foldIn(randomKey(seed), epoch), examples.length)
    : Int32Array.from(examples, (_, index) => index);

  return sequence(Math.ceil(examples.length / batch), (index) => {
    const rows = order.subarray(index * batch, (index + 1) * batch);
    return {
      inputs: stackRows(inputs, rows, batch),
      targets: stackRows(targets, rows, batch),
      weights: fromData(new Float32Array(batch).fill(1, 0, rows.length), [batch]),
    };
  });
}

function toTensor(value: ExampleValue): Tensor {
  if (value instanceof Tensor) return value;
  if (typeof value === 'number') return tensor(value);
  return value instanceof Int32Array ? tensor(value) : fromData(Float32Array.from(value), [value.length]);
}

function requireAlike(part: 'input' | 'target', values: readonly Tensor[]): void {
  const [first] = values;
  const index = values.findIndex(({ shape, dtype }) => dtype !== first.dtype || !sameShape(shape, first.shape));
  if (index < 0) return;
  throw dataError(
    'batches',
    `${part}s differ in type`,
    `examples[0].${part} is ${formatType(first)}, examples[${index}].${part} is ${formatType(values[index])}`,
    'all must be alike',
    'cut or pad them to one shape',
  );
}

/** The chosen rows along a new first axis, zeros below them up to `batch`. */
function stackRows(values: readonly Tensor[], rows: Int32Array, batch: number): Tensor {
  const [{ shape, dtype, size }] = values;
  const data = allocate(dtype, batch * size);
  rows.forEach((row, position) => data.set(values[row].data, position * size));
  return fromData(data, [batch, ...shape]);
}
