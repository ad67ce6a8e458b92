import { div, greater, mul, square, sub, where } from '@rekur/tensor';
import { elementwiseLoss, type Loss, magnitude } from './loss.js';
import { requireKnown, requirePositive } from '../require.js';

export interface SmoothL1Options {
  /** Where the square turns into a line of slope 1. Default 1. */
  beta?: number;
}

/**
 * Huber's loss divided by its threshold, as `torch.nn.SmoothL1Loss`: ½d²/β for d = |prediction − target| < β, d − ½β beyond.
 * Predictions [...], targets of the same shape.
 * @throws ValueError unless β is above 0; meanAbsoluteError is the loss for β = 0.
 */
export function smoothL1(options: SmoothL1Options = {}): Loss {
  requireKnown('smoothL1', options, { beta: true });
  const { beta = 1 } = options;
  requirePositive('smoothL1', { beta });
  return elementwiseLoss('smoothL1', (prediction, target) => {
    const difference = sub(prediction, target);
    const distance = magnitude(difference);
    return where(greater(beta, distance), div(mul(square(difference), 0.5), beta), sub(distance, 0.5 * beta));
  });
}
