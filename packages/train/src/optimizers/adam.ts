import type { Tensor } from '@rekur/tensor';
import { add, div, maximum, mul, sqrt, square, sub } from '@rekur/tensor';
import type { LearningRate } from '../schedules/schedule.js';
import { wholePower } from '../wholePower.js';
import type { Optimizer, ParameterTree } from './optimizer.js';
import { ratesOf, requireDecays, requireNotNegative, switchedOn } from './optimizer.js';
import { negated, slotLike } from './slots.js';
import { zipTrees } from './zip.js';
import { requireKnown } from '../require.js';

export interface AdamOptions {
  /** Default 1e-3. */
  learningRate?: LearningRate;
  /** Decay of the first moment's average. Default 0.9. */
  beta1?: number;
  /** Decay of the second moment's average. Default 0.999. */
  beta2?: number;
  /** Added to the root of the second moment. Default 1e-8. */
  epsilon?: number;
  /** L2 penalty added to the gradient (not decoupled: see adamw). Default 0. */
  weightDecay?: number;
  /** Divides by the largest second moment so far (Reddi, Kale & Kumar 2018). Default false. */
  amsgrad?: boolean;
  /** Makes the loss large instead of small. Default false. */
  maximize?: boolean;
}

/**
 * Adam (Kingma & Ba 2015), as `torch.optim.Adam`:
 *
 *     m = β₁·m + (1 − β₁)·g,   v = β₂·v + (1 − β₂)·g²
 *     p = p − η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε)
 *
 * @throws ValueError for options out of range
 */
export function adam(options: AdamOptions = {}): Optimizer {
  return adamFamily('adam', { ...options, weightDecay: options.weightDecay ?? 0 }, false);
}

/** Adam, with weight decay in the gradient or `decoupled` from it. */
export function adamFamily(name: string, options: AdamOptions & { weightDecay: number }, decoupled: boolean): Optimizer {
  requireKnown(name, options, { learningRate: true, beta1: true, beta2: true, epsilon: true, weightDecay: true, amsgrad: true, maximize: true });
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay, amsgrad = false, maximize = false } = options;
  requireDecays(name, { beta1, beta2 });
  requireNotNegative(name, { epsilon, weightDecay });
  const { rates, rateOption } = ratesOf(learningRate);
  const penalty = decoupled ? 0 : weightDecay;
  const shrinks = decoupled && weightDecay !== 0;
  return {
    name,
    options: { beta1, beta2, epsilon, weightDecay, ...switchedOn({ amsgrad, maximize }), ...rateOption },
    ...rates,
    scalars(step, memory) {
      const rate = rates.learningRate(step, memory);
      return {
        stepSize: rate / (1 - wholePower(beta1, step)),
        rootCorrection: Math.sqrt(1 - wholePower(beta2, step)),
        ...(shrinks ? { kept: 1 - rate * weightDecay } : {}),
      };
    },
    initialize: (parameters) => ({
      exp_avg: slotLike(parameters),
      exp_avg_sq: slotLike(parameters),
      ...(amsgrad ? { max_exp_avg_sq: slotLike(parameters) } : {}),
    }),
    update({ parameters, gradients, state, scalars: { stepSize, rootCorrection, kept } }) {
      const trees: ParameterTree[] = [parameters, maximize ? negated(gradients) : gradients, state.exp_avg, state.exp_avg_sq];
      if (amsgrad) trees.push(state.max_exp_avg_sq);
      const moved = zipTrees(trees, (p, gradient, m, v, largest?: Tensor) => {
        const g = penalty === 0 ? gradient : add(gradient, mul(p, penalty));
        const mean = add(mul(m, beta1), mul(g, 1 - beta1));
        const variance = add(mul(v, beta2), mul(square(g), 1 - beta2));
        const greatest = largest && maximum(largest, variance);
        const denominator = add(div(sqrt(greatest ?? variance), rootCorrection), epsilon);
        const next = sub(shrinks ? mul(p, kept) : p, mul(stepSize, div(mean, denominator)));
        return greatest ? [next, mean, variance, greatest] : [next, mean, variance];
      });
      const [next, exp_avg, exp_avg_sq, max_exp_avg_sq] = moved;
      return { parameters: next, state: { exp_avg, exp_avg_sq, ...(amsgrad ? { max_exp_avg_sq } : {}) } };
    },
  };
}
