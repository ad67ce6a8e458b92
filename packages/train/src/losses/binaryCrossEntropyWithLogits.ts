import type { Tensor } from '@rekur/tensor';
import { add, describe, exp, greater, log, mul, neg, stopGradient, sub, tensor, ValueError, where } from '@rekur/tensor';
import { requireKnown, requireShares } from '../require.js';
import { elementwiseLoss, type Loss } from './loss.js';

export interface BinaryCrossEntropyOptions {
  /** How much targets of 1 count beside those of 0: one number, or one per element of the last axis. Default 1. */
  posWeight?: number | readonly number[];
}

/**
 * Binary cross-entropy of sigmoid(logits), as `torch.nn.BCEWithLogitsLoss`: logits [...], targets from 0 to 1 of the same
 * shape and dtype. Each costs −(pos·y·log σ(x) + (1 − y)·log(1 − σ(x))), computed without overflow.
 * @throws ValueError for weights out of range; when called ShapeError, DTypeError, and ValueError if `posWeight` does not fit the last axis.
 */
export function binaryCrossEntropyWithLogitsWith(options: BinaryCrossEntropyOptions = {}): Loss {
  requireKnown('binaryCrossEntropyWithLogits', options, { posWeight: true });
  const { posWeight = 1 } = options;
  requireShares('binaryCrossEntropyWithLogits', 'posWeight', typeof posWeight === 'number' ? [posWeight] : posWeight);
  return elementwiseLoss('binaryCrossEntropyWithLogits', (x, y) => {
    // −log σ(x) = softplus(−x) and −log(1 − σ(x)) = x + softplus(−x).
    const no = sub(1, y);
    const yes = posWeight === 1 ? y : mul(y, weightsFor(x, posWeight));
    return add(mul(no, x), mul(add(no, yes), stableSoftplus(neg(x))));
  });
}

/** {@link binaryCrossEntropyWithLogitsWith} with all its defaults. */
export const binaryCrossEntropyWithLogits: Loss = binaryCrossEntropyWithLogitsWith();

/** log(1 + e^x) as log(e^(x−m) + e^−m) + m with m = max(x, 0): nothing overflows, and the gradient is σ(x) everywhere. */
function stableSoftplus(x: Tensor): Tensor {
  const shift = stopGradient(where(greater(x, 0), x, 0));
  return add(log(add(exp(sub(x, shift)), exp(neg(shift)))), shift);
}

function weightsFor(x: Tensor, posWeight: number | readonly number[]): Tensor | number {
  if (typeof posWeight === 'number') return posWeight;
  const last = x.shape[x.rank - 1];
  if (posWeight.length === last) return tensor(posWeight as number[], { dtype: x.dtype });
  throw new ValueError(
    describe(
      'binaryCrossEntropyWithLogits',
      'posWeight does not fit',
      `${posWeight.length} weights`,
      `one number, or ${last ?? 1} of them, are expected: one for each element of the last axis`,
    ),
  );
}
