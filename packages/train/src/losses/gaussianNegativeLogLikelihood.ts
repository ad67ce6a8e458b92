import { add, describe, exp, formatShape, maximum, mul, neg, ShapeError, slice, square, sub } from '@rekur/tensor';
import { requireKnown, requirePositive } from '../require.js';
import type { Loss } from './loss.js';
import { meanOfCounted, onlyCounted, requireTargets, selectionOf } from './loss.js';

export interface GaussianNegativeLogLikelihoodOptions {
  /** Smallest variance: less is counted as this. Default 1e-6. */
  epsilon?: number;
  /** Adds the constant ½·log 2π. Default false. */
  full?: boolean;
}

/**
 * Negative log-likelihood of a normal distribution that the model gives by mean and logarithm of the variance: output
 * [..., 2·features] (all means, then all log-variances s), targets [..., features]. Each target costs ½·(s + (y − μ)²·e^−s),
 * which is `torch.nn.GaussianNLLLoss` of var = e^s; a model's output needs no bounds this way.
 * @throws ValueError unless epsilon is above 0; when called ShapeError, DTypeError
 */
export function gaussianNegativeLogLikelihoodWith(options: GaussianNegativeLogLikelihoodOptions = {}): Loss {
  requireKnown('gaussianNegativeLogLikelihood', options, { epsilon: true, full: true });
  const { epsilon = 1e-6, full = false } = options;
  requirePositive('gaussianNegativeLogLikelihood', { epsilon });
  const lowest = Math.log(epsilon);
  return (output, targets, given) => {
    const width = output.shape[output.rank - 1];
    requireEven(output.shape);
    requireTargets('gaussianNegativeLogLikelihood', targets.shape, [...output.shape.slice(0, -1), width / 2], 'half the last axis of the output');
    const selection = selectionOf('gaussianNegativeLogLikelihood', output, given);
    const counted = onlyCounted(output, selection);
    const mean = slice(counted, -1, 0, width / 2);
    const logVariance = maximum(slice(counted, -1, width / 2), lowest);
    const distance = square(sub(onlyCounted(targets, selection), mean));
    const losses = mul(add(logVariance, mul(distance, exp(neg(logVariance)))), 0.5);
    return meanOfCounted(full ? add(losses, 0.5 * Math.log(2 * Math.PI)) : losses, selection);
  };
}

/** {@link gaussianNegativeLogLikelihoodWith} with all its defaults. */
export const gaussianNegativeLogLikelihood: Loss = gaussianNegativeLogLikelihoodWith();

function requireEven(shape: readonly number[]): void {
  if (shape.length > 0 && shape[shape.length - 1] % 2 === 0) return;
  throw new ShapeError(
    describe(
      'gaussianNegativeLogLikelihood',
      'output does not fit',
      `output is ${formatShape(shape)}`,
      '[..., 2·features] is expected: means, then logarithms of variances',
    ),
  );
}
