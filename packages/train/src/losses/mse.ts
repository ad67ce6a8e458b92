import type { Tensor } from '@rekur/tensor';
import { square, sub } from '@rekur/tensor';
import { requireTargets, weightedMean } from './loss.js';

/**
 * Mean squared error of predictions [...] against targets of the same shape, as `torch.nn.MSELoss`.
 * @throws ShapeError, DTypeError
 */
export function meanSquaredError(predictions: Tensor, targets: Tensor, weights?: Tensor): Tensor {
  requireTargets('meanSquaredError', targets.shape, predictions.shape, 'the shape of the predictions');
  return weightedMean('meanSquaredError', square(sub(predictions, targets)), weights);
}
