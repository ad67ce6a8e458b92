import { greaterEqual, mul, square, sub, where } from '@rekur/tensor';
import { elementwiseLoss, type Loss, magnitude } from './loss.js';
import { requireKnown, requirePositive } from '../require.js';

export interface HuberOptions {
  /** Where the square turns into a line. Default 1. */
  delta?: number;
}

/**
 * Huber's loss (Huber 1964), as `torch.nn.HuberLoss`: ½d² for d = |prediction − target| ≤ δ, δ·(d − ½δ) beyond. Predictions
 * [...], targets of the same shape.
 * @throws ValueError unless δ is above 0.
 */
export function huber(options: HuberOptions = {}): Loss {
  requireKnown('huber', options, { delta: true });
  const { delta = 1 } = options;
  requirePositive('huber', { delta });
  return elementwiseLoss('huber', (prediction, target) => {
    const difference = sub(prediction, target);
    const distance = magnitude(difference);
    return where(greaterEqual(delta, distance), mul(square(difference), 0.5), mul(sub(distance, 0.5 * delta), delta));
  });
}
