import { describe, expandDims, formatShape, greaterEqual, mul, ShapeError, sub, tensor, ValueError, where } from '@rekur/tensor';
import type { Loss } from './loss.js';
import { meanOfCounted, onlyCounted, requireTargets, selectionOf } from './loss.js';
import { requireKnown } from '../require.js';

export interface QuantileOptions {
  /** Which quantiles the last axis of the output holds, each between 0 and 1. Default 0.1, 0.5, 0.9. */
  quantiles?: readonly number[];
}

/**
 * The pinball loss of quantile regression (Koenker & Bassett 1978): output [..., quantiles], targets [...]. For a target y
 * and the quantile q̂ at level τ: τ·(y − q̂) where y ≥ q̂, (1 − τ)·(q̂ − y) below; the mean over targets and quantiles.
 * @throws ValueError for levels outside 0 … 1; when called ShapeError, DTypeError
 */
export function quantile(options: QuantileOptions = {}): Loss {
  requireKnown('quantile', options, { quantiles: true });
  const { quantiles = [0.1, 0.5, 0.9] } = options;
  if (quantiles.length === 0 || !quantiles.every((level) => level > 0 && level < 1)) {
    throw new ValueError(describe('quantile', 'quantiles out of range', `[${quantiles.join(', ')}]`, 'numbers between 0 and 1 are expected'));
  }
  const loss: Loss = (output, targets, given) => {
    requireLevels(output.shape, quantiles.length);
    requireTargets('quantile', targets.shape, output.shape.slice(0, -1), 'one target per row of quantiles');
    const selection = selectionOf('quantile', output, given);
    const difference = sub(expandDims(onlyCounted(targets, selection), -1), onlyCounted(output, selection));
    const levels = tensor(quantiles as number[], { dtype: output.dtype });
    const losses = where(greaterEqual(difference, 0), mul(difference, levels), mul(difference, sub(levels, 1)));
    return meanOfCounted(losses, selection);
  };
  return Object.assign(loss, { hasOutputAxis: true });
}

function requireLevels(shape: readonly number[], count: number): void {
  if (shape.length > 0 && shape[shape.length - 1] === count) return;
  throw new ShapeError(
    describe('quantile', 'output does not fit', `output is ${formatShape(shape)}`, `[..., ${count}] is expected: one value per quantile`),
  );
}
