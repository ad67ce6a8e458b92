import { describe, formatShape, formatType, greater, iota, max, reshape, ShapeError, type Tensor, ValueError, where } from '@rekur/tensor';

/** Lengths as a loop over time needs them. */
export interface CountedSteps {
  /** bool [time, batch, 1]: true at the steps of a row that count. */
  readonly mask: Tensor;
  /** int32 scalar: the longest length; no step after it is run. */
  readonly tripCount: Tensor;
}

/** Which steps count, time first. */
export function countedSteps(lengths: Tensor, time: number): CountedSteps {
  const steps = reshape(iota([time], { like: lengths }), [time, 1, 1]);
  return { mask: greater(reshape(lengths, [1, lengths.shape[0], 1]), steps), tripCount: max(lengths) };
}

/**
 * `x` [batch, time, …] with `value` at every step behind a row's length; `x` itself without lengths. A selection, not a
 * product: NaN in the padding disappears, and no gradient passes there.
 */
export function fillPadding(x: Tensor, lengths: Tensor | undefined, value = 0): Tensor {
  if (!lengths) return x;
  const [batch, time] = x.shape;
  const ones = x.shape.slice(2).map(() => 1);
  const counts = greater(reshape(lengths, [batch, 1, ...ones]), reshape(iota([time], { like: lengths }), [1, time, ...ones]));
  return where(counts, x, value);
}

/**
 * Lengths that fit an input [batch, time, …], or undefined if none are given.
 * @throws ShapeError unless they are int32 [batch]; ValueError for a length outside 1 … time, where the values are known.
 */
export function requireLengths(operation: string, lengths: Tensor | undefined, input: Tensor): Tensor | undefined {
  if (!lengths) return undefined;
  const [batch, time] = input.shape;
  if (lengths.dtype !== 'int32' || lengths.rank !== 1 || lengths.shape[0] !== batch) {
    throw new ShapeError(
      describe(
        operation,
        'lengths do not fit',
        `lengths are ${formatType(lengths)}, input is ${formatType(input)}`,
        `int32[${batch}] is expected, one length a row`,
        "tensor([3, 5], { dtype: 'int32' }) makes lengths",
      ),
    );
  }
  const row = lengths.recorded ? -1 : lengths.data.findIndex((length) => length < 1 || length > time);
  if (row < 0) return lengths;
  throw new ValueError(
    describe(operation, 'length out of range', `row ${row} has length ${lengths.data[row]}`, `1 to ${time} steps are expected, as the input has ${time}`),
  );
}

/** @throws ShapeError unless the input is [batch, time, features] with a step at least: nothing can be said of no steps. */
export function requireSteps(operation: string, input: Tensor): void {
  if (input.rank === 3 && input.shape[1] > 0) return;
  throw new ShapeError(
    describe(
      operation,
      input.rank === 3 ? 'sequences without steps' : 'input is no batch of sequences',
      `input is ${formatShape(input.shape)}`,
      '[batch, time, features] is expected',
    ),
  );
}
