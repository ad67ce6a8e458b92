import { div, greater, mul, square, sub, where } from '@rekur/tensor';
import { elementwiseLoss, type Loss, magnitude } from './loss.js';
import { requirePositive } from '../require.js';

export interface SmoothL1Options {
  /** Where the square turns into a line of slope 1. Default 1. */
  beta?: number;
}

/**
 * Huber's loss divided by its threshold, as `torch.nn.SmoothL1Loss`: ½d²/β for d = |prediction − target| < β, d − ½β beyond.
 * Predictions [...], targets of the same shape.
 * @throws ValueError unless β is above 0; meanAbsoluteError is the loss for β = 0.
 */
export function smoothL1({ beta = 1 }: SmoothL1Options = {}): Loss {
  requirePositive('smoothL1', { beta });
  return elementwiseLoss('smoothL1', (prediction, target) => {
    const difference = sub(prediction, target);
    const distance = magnitude(difference);
    return where(greater(beta, distance), div(mul(square(difference), 0.5), beta), sub(distance, 0.5 * beta));
  });
}
