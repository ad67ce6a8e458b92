import { add, div, mul, sqrt, square, sub } from '@rekur/tensor';
import type { LearningRate } from '../schedules/schedule.js';
import type { Optimizer } from './optimizer.js';
import { ratesOf, requireNotNegative } from './optimizer.js';
import { negated, slotLike } from './slots.js';
import { zipTrees } from './zip.js';
import { requireKnown } from '../require.js';

export interface AdagradOptions {
  /** Default 0.01. */
  learningRate?: LearningRate;
  /** The rate is divided by 1 + (step − 1)·learningRateDecay. Default 0. */
  learningRateDecay?: number;
  /** First value of the sums of squares. Default 0. */
  initialAccumulatorValue?: number;
  /** Added to the root. Default 1e-10. */
  epsilon?: number;
  /** L2 penalty added to the gradient. Default 0. */
  weightDecay?: number;
  /** Makes the loss large instead of small. Default false. */
  maximize?: boolean;
}

/**
 * Adagrad (Duchi, Hazan & Singer 2011), as `torch.optim.Adagrad`: s = s + g², p = p − η·g/(√s + ε).
 * @throws ValueError for options out of range
 */
export function adagrad(options: AdagradOptions = {}): Optimizer {
  requireKnown('adagrad', options, { learningRate: true, learningRateDecay: true, initialAccumulatorValue: true, epsilon: true, weightDecay: true, maximize: true });
  const { learningRate = 0.01, learningRateDecay = 0, initialAccumulatorValue = 0, epsilon = 1e-10, weightDecay = 0, maximize = false } = options;
  requireNotNegative('adagrad', { learningRateDecay, initialAccumulatorValue, epsilon, weightDecay });
  const { rates, rateOption } = ratesOf(learningRate);
  return {
    name: 'adagrad',
    options: { learningRateDecay, initialAccumulatorValue, epsilon, weightDecay, maximize, ...rateOption },
    ...rates,
    scalars: (step, memory) => ({ stepSize: rates.learningRate(step, memory) / (1 + (step - 1) * learningRateDecay) }),
    initialize: (parameters) => ({ sum: slotLike(parameters, initialAccumulatorValue) }),
    update({ parameters, gradients, state, scalars: { stepSize } }) {
      const [next, sum] = zipTrees([parameters, maximize ? negated(gradients) : gradients, state.sum], (p, gradient, squares) => {
        const g = weightDecay === 0 ? gradient : add(gradient, mul(p, weightDecay));
        const total = add(squares, square(g));
        return [sub(p, mul(stepSize, div(g, add(sqrt(total), epsilon)))), total];
      });
      return { parameters: next, state: { sum } };
    },
  };
}
