import type { Shape, Tensor } from '@rekur/tensor';
import { broadcastTo, describe, div, DTypeError, equal, formatShape, formatType, fullLike, greaterEqual, iota, mean, mul, reshape, ShapeError, sum, ValueError, where } from '@rekur/tensor';

/** What is known of a batch beside outputs and targets. */
export interface LossContext {
  /** float [batch] or [batch, time]: how much each row, or each step, counts. Default: all 1. */
  readonly weights?: Tensor;
  /** int32 [batch]: how many steps of each row of the output count. Default: all. An output without time ignores it. */
  readonly lengths?: Tensor;
  /** int32 [batch]: how many targets of each row count, where their number is not that of the steps (CTC). */
  readonly targetLengths?: Tensor;
}

/**
 * A scalar to be made small. An output of three axes or more is [batch, time, …]; one of fewer has no time.
 * Steps beyond a row's length, and rows or steps of weight 0, reach neither the loss nor a gradient, even if they are NaN.
 */
export interface Loss {
  (output: Tensor, targets: Tensor, given?: LossContext): Tensor;
  /** Targets of this value do not count; `fit` leaves them out when it averages over batches. */
  readonly ignoreIndex?: number;
  /** Whether an output has one axis more than its targets: classes, quantiles. Then targets [batch, time] have steps. */
  readonly hasOutputAxis?: boolean;
}

/** Which elements of a batch count, and how much. */
export interface Selection {
  /** bool [batch] or [batch, time]: what does not count; undefined if everything does. */
  readonly excluded?: Tensor;
  /** float [batch] or [batch, time]. */
  readonly weights?: Tensor;
}

/**
 * What counts in an output [batch, …] or [batch, time, …].
 * @throws ShapeError or DTypeError if weights or lengths do not fit the output.
 */
export function selectionOf(operation: string, output: Tensor, { weights, lengths }: LossContext = {}): Selection {
  if (weights) requireWeights(operation, weights, output);
  const weightless = weights && equal(weights, 0);
  if (!lengths || output.rank < 3) return { excluded: weightless, weights };
  const [batch, time] = output.shape;
  requireLengths(operation, 'lengths', lengths, batch);
  requireLengthsWithin(operation, 'lengths', lengths, 1, time);
  const beyond = greaterEqual(iota([1, time], { like: lengths }), reshape(lengths, [batch, 1]));
  return { excluded: weightless ? where(spread(weightless, [batch, time]), 1, beyond) : beyond, weights };
}

/** `x` [batch, …] with 0 wherever it does not count, so that what stands there reaches neither a sum nor a gradient. */
export function onlyCounted(x: Tensor, { excluded }: Selection): Tensor {
  return excluded ? where(spread(excluded, x.shape), 0, x) : x;
}

/**
 * The mean of losses [batch, …] over what counts: Σ w·l / Σ w·s.
 * @param share s, what each loss adds to the divisor, of the losses' shape; default 1
 */
export function meanOfCounted(losses: Tensor, selection: Selection, share?: Tensor): Tensor {
  const { excluded, weights } = selection;
  if (!excluded && !weights && !share) return mean(losses);
  const weigh = (x: Tensor): Tensor => onlyCounted(weights ? mul(x, spread(weights, x.shape)) : x, selection);
  return div(sum(weigh(losses)), sum(weigh(share ?? fullLike(losses, 1))));
}

/**
 * Losses of predictions against targets of the same shape, element by element, averaged over what counts.
 * @throws ShapeError, DTypeError
 */
export function elementwiseLoss(name: string, each: (prediction: Tensor, target: Tensor) => Tensor): Loss {
  return (predictions, targets, given) => {
    requireTargets(name, targets.shape, predictions.shape, 'the shape of the predictions');
    const selection = selectionOf(name, predictions, given);
    return meanOfCounted(each(onlyCounted(predictions, selection), onlyCounted(targets, selection)), selection);
  };
}

/** `x`, whose shape is the first axes of `shape`, repeated over the other axes. */
export function spread(x: Tensor, shape: Shape): Tensor {
  return broadcastTo(reshape(x, [...x.shape, ...shape.slice(x.rank).map(() => 1)]), shape);
}

/** |x|. */
export function magnitude(x: Tensor): Tensor {
  return where(greaterEqual(x, 0), x, mul(x, -1));
}

/** @throws ShapeError unless both shapes are equal. */
export function requireTargets(operation: string, given: Shape, expected: Shape, what: string): void {
  if (formatShape(given) === formatShape(expected)) return;
  throw new ShapeError(
    describe(operation, 'targets do not fit', `targets are ${formatShape(given)}`, `${formatShape(expected)} is expected: ${what}`),
  );
}

/** @throws DTypeError unless the targets are int32 classes. */
export function requireClasses(operation: string, targets: Tensor): void {
  if (targets.dtype === 'int32') return;
  throw new DTypeError(
    describe(operation, 'wrong dtype', `targets are ${formatType(targets)}`, 'int32 classes are expected', "cast(targets, 'int32') converts"),
  );
}

/** @throws ShapeError unless there is one length, int32, per row. */
export function requireLengths(operation: string, name: string, lengths: Tensor, batch: number): void {
  if (lengths.dtype === 'int32' && lengths.rank === 1 && lengths.shape[0] === batch) return;
  throw new ShapeError(describe(operation, `${name} do not fit`, `${name} are ${formatType(lengths)}`, `int32[${batch}] is expected: one per row`));
}

/** @throws ValueError for a length outside least … most, where the values are known. */
export function requireLengthsWithin(operation: string, name: string, lengths: Tensor, least: number, most: number): void {
  const row = lengths.recorded ? -1 : lengths.data.findIndex((length) => length < least || length > most);
  if (row < 0) return;
  throw new ValueError(describe(operation, `${name} out of range`, `row ${row} has ${lengths.data[row]}`, `${least} to ${most} are expected`));
}

function requireWeights(operation: string, weights: Tensor, output: Tensor): void {
  const perStep = weights.rank === 2 && output.rank >= 3 && weights.shape[1] === output.shape[1];
  if (!((weights.rank === 1 || perStep) && weights.shape[0] === output.shape[0])) {
    throw new ShapeError(
      describe(
        operation,
        'weights do not fit',
        `weights are ${formatShape(weights.shape)}, the output is ${formatShape(output.shape)}`,
        'one weight per row is expected, or one per step of [batch, time, …]',
      ),
    );
  }
  if (weights.dtype === output.dtype) return;
  throw new DTypeError(
    describe(operation, 'wrong dtype', `weights are ${formatType(weights)}, the output is ${formatType(output)}`, 'one dtype is expected', `cast(weights, '${output.dtype}') converts`),
  );
}
