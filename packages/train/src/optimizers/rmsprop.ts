import type { Tensor } from '@rekur/tensor';
import { add, div, maximum, mul, sqrt, square, sub } from '@rekur/tensor';
import type { LearningRate } from '../schedules/schedule.js';
import type { Optimizer, OptimizerState, ParameterTree } from './optimizer.js';
import { ratesOf, requireDecays, requireNotNegative } from './optimizer.js';
import { negated, slotLike } from './slots.js';
import { zipTrees } from './zip.js';
import { requireKnown } from '../require.js';

export interface RmspropOptions {
  /** Default 0.01. */
  learningRate?: LearningRate;
  /** Decay of the averages. Default 0.99. */
  alpha?: number;
  /** Added to the root. Default 1e-8. */
  epsilon?: number;
  /** How much of the last movement is kept. Default 0: none. */
  momentum?: number;
  /** Divides by the standard deviation instead of the root mean square (Graves 2013). Default false. */
  centered?: boolean;
  /** L2 penalty added to the gradient. Default 0. */
  weightDecay?: number;
  /** Makes the loss large instead of small. Default false. */
  maximize?: boolean;
}

/**
 * RMSprop (Tieleman & Hinton 2012), as `torch.optim.RMSprop`:
 *
 *     s = α·s + (1 − α)·g²,   centered: a = α·a + (1 − α)·g, else a = 0
 *     b = μ·b + g/(√(s − a²) + ε),   p = p − η·b
 *
 * @throws ValueError for options out of range
 */
export function rmsprop(options: RmspropOptions = {}): Optimizer {
  requireKnown('rmsprop', options, { learningRate: true, alpha: true, epsilon: true, momentum: true, centered: true, weightDecay: true, maximize: true });
  const { learningRate = 0.01, alpha = 0.99, epsilon = 1e-8, momentum = 0, centered = false, weightDecay = 0, maximize = false } = options;
  requireDecays('rmsprop', { alpha });
  requireNotNegative('rmsprop', { epsilon, momentum, weightDecay });
  const { rates, rateOption } = ratesOf(learningRate);
  // Slots in the order in which `update` reads and returns them.
  const slots = ['square_avg', ...(centered ? ['grad_avg'] : []), ...(momentum === 0 ? [] : ['momentum_buffer'])];
  return {
    name: 'rmsprop',
    options: { alpha, epsilon, momentum, centered, weightDecay, maximize, ...rateOption },
    ...rates,
    scalars: (step, memory) => ({ stepSize: rates.learningRate(step, memory) }),
    initialize: (parameters): OptimizerState => Object.fromEntries(slots.map((slot) => [slot, slotLike(parameters)])),
    update({ parameters, gradients, state, scalars: { stepSize } }) {
      const trees: ParameterTree[] = [parameters, maximize ? negated(gradients) : gradients, ...slots.map((slot) => state[slot])];
      const [next, ...kept] = zipTrees(trees, (p, gradient, squares, ...others) => {
        const g = weightDecay === 0 ? gradient : add(gradient, mul(p, weightDecay));
        const average = (old: Tensor, value: Tensor): Tensor => add(mul(old, alpha), mul(value, 1 - alpha));
        const results: Tensor[] = [average(squares, square(g))];
        if (centered) results.push(average(others[0], g));
        // Rounding may leave a variance just below 0.
        const variance = centered ? maximum(sub(results[0], square(results[1])), 0) : results[0];
        let movement = div(g, add(sqrt(variance), epsilon));
        if (momentum !== 0) results.push((movement = add(mul(others[others.length - 1], momentum), movement)));
        return [sub(p, mul(stepSize, movement)), ...results];
      });
      return { parameters: next, state: Object.fromEntries(slots.map((slot, index) => [slot, kept[index]])) };
    },
  };
}
