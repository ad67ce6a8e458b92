import type { Shape, Tensor } from '@rekur/tensor';
import { broadcastTo, describe, div, formatShape, mean, mul, reshape, ShapeError, sum } from '@rekur/tensor';

/** A scalar to be made small: model output, targets, optional row weights float [batch]. */
export type Loss = (output: Tensor, targets: Tensor, weights?: Tensor) => Tensor;

/**
 * The mean of losses per target, [batch, …]; with weights [batch], Σ w·l / Σ w.
 * @throws ShapeError if the weights are not one per row.
 */
export function weightedMean(operation: string, losses: Tensor, weights?: Tensor): Tensor {
  if (!weights) return mean(losses);
  if (weights.rank !== 1 || weights.shape[0] !== losses.shape[0]) {
    throw new ShapeError(
      describe(
        operation,
        'weights do not fit',
        `weights are ${formatShape(weights.shape)}, losses are ${formatShape(losses.shape)}`,
        'one weight per row is expected',
      ),
    );
  }
  const each = broadcastTo(reshape(weights, [-1, ...losses.shape.slice(1).map(() => 1)]), losses.shape);
  return div(sum(mul(losses, each)), sum(each));
}

/** @throws ShapeError unless both shapes are equal. */
export function requireTargets(operation: string, given: Shape, expected: Shape, what: string): void {
  if (formatShape(given) === formatShape(expected)) return;
  throw new ShapeError(
    describe(operation, 'targets do not fit', `targets are ${formatShape(given)}`, `${formatShape(expected)} is expected: ${what}`),
  );
}
