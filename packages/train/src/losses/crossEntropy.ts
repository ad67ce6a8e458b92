import type { Tensor } from '@rekur/tensor';
import { describe, DTypeError, equal, expandDims, formatType, iota, logSoftmax, neg, sum, where } from '@rekur/tensor';
import { requireTargets, weightedMean } from './loss.js';

/**
 * Cross-entropy −log softmax(logits)[target], averaged, in nats: logits [..., classes], targets int32 [...], as
 * `torch.nn.CrossEntropyLoss` with the classes on the last axis.
 * @throws ShapeError, DTypeError
 */
export function crossEntropy(logits: Tensor, targets: Tensor, weights?: Tensor): Tensor {
  requireTargets('crossEntropy', targets.shape, logits.shape.slice(0, -1), 'one class per row of logits');
  if (targets.dtype !== 'int32') {
    throw new DTypeError(
      describe('crossEntropy', 'wrong dtype', `targets are ${formatType(targets)}`, 'int32 classes are expected', "cast(targets, 'int32') converts"),
    );
  }
  const chosen = equal(expandDims(targets, -1), iota([logits.shape[logits.rank - 1]]));
  const losses = neg(sum(where(chosen, logSoftmax(logits), 0), -1));
  return weightedMean('crossEntropy', losses, weights);
}
