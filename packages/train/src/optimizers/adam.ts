import { add, div, mapTree, mul, sqrt, square, sub, fullLike } from '@rekur/tensor';
import type { LearningRate, Optimizer, ParameterTree } from './optimizer.js';
import { rateAt, wholePower } from './optimizer.js';
import { zipTrees } from './zip.js';

export interface AdamOptions {
  /** Default 1e-3. */
  learningRate?: LearningRate;
  /** Decay of the first moment's average. Default 0.9. */
  beta1?: number;
  /** Decay of the second moment's average. Default 0.999. */
  beta2?: number;
  /** Added to the root of the second moment. Default 1e-8. */
  epsilon?: number;
  /** L2 penalty added to the gradient (not decoupled). Default 0. */
  weightDecay?: number;
}

/**
 * Adam (Kingma & Ba 2015), as `torch.optim.Adam`:
 *
 *     m = β₁·m + (1 − β₁)·g,   v = β₂·v + (1 − β₂)·g²
 *     p = p − η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε)
 */
export function adam(options: AdamOptions = {}): Optimizer {
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = options;
  const zerosOf = (parameters: ParameterTree): ParameterTree => mapTree(parameters, (leaf) => fullLike(leaf, 0));
  return {
    name: 'adam',
    options: { beta1, beta2, epsilon, weightDecay, ...(typeof learningRate === 'number' ? { learningRate } : {}) },
    learningRate: (step) => rateAt(learningRate, step),
    scalars: (step) => ({
      stepSize: rateAt(learningRate, step) / (1 - wholePower(beta1, step)),
      rootCorrection: Math.sqrt(1 - wholePower(beta2, step)),
    }),
    initialize: (parameters) => ({ exp_avg: zerosOf(parameters), exp_avg_sq: zerosOf(parameters) }),
    update({ parameters, gradients, state, scalars: { stepSize, rootCorrection } }) {
      const [next, exp_avg, exp_avg_sq] = zipTrees([parameters, gradients, state.exp_avg, state.exp_avg_sq], (p, gradient, m, v) => {
        const g = weightDecay === 0 ? gradient : add(gradient, mul(p, weightDecay));
        const mean = add(mul(m, beta1), mul(g, 1 - beta1));
        const variance = add(mul(v, beta2), mul(square(g), 1 - beta2));
        const denominator = add(div(sqrt(variance), rootCorrection), epsilon);
        return [sub(p, mul(stepSize, div(mean, denominator))), mean, variance];
      });
      return { parameters: next, state: { exp_avg, exp_avg_sq } };
    },
  };
}
