import { add, fullLike, mapTree, mul, sub } from '@rekur/tensor';
import type { LearningRate, Optimizer, OptimizerState } from './optimizer.js';
import { rateAt } from './optimizer.js';
import { zipTrees } from './zip.js';

export interface SgdOptions {
  /** Default 1e-3. */
  learningRate?: LearningRate;
  /** How much of the last movement is kept. Default 0: none. */
  momentum?: number;
  /** L2 penalty added to the gradient. Default 0. */
  weightDecay?: number;
}

/**
 * Stochastic gradient descent, as `torch.optim.SGD`: p = p − η·b with b = μ·b + g, or b = g without momentum.
 */
export function sgd({ learningRate = 1e-3, momentum = 0, weightDecay = 0 }: SgdOptions = {}): Optimizer {
  return {
    name: 'sgd',
    options: { momentum, weightDecay, ...(typeof learningRate === 'number' ? { learningRate } : {}) },
    learningRate: (step) => rateAt(learningRate, step),
    scalars: (step) => ({ stepSize: rateAt(learningRate, step) }),
    initialize: (parameters): OptimizerState =>
      momentum === 0 ? {} : { momentum_buffer: mapTree(parameters, (leaf) => fullLike(leaf, 0)) },
    update({ parameters, gradients, state, scalars: { stepSize } }) {
      const [directions] = zipTrees([parameters, gradients], (p, g) => [weightDecay === 0 ? g : add(g, mul(p, weightDecay))]);
      const [buffers] = momentum === 0 ? [directions] : zipTrees([state.momentum_buffer, directions], (b, g) => [add(mul(b, momentum), g)]);
      const [next] = zipTrees([parameters, buffers], (p, b) => [sub(p, mul(stepSize, b))]);
      const kept: OptimizerState = momentum === 0 ? {} : { momentum_buffer: buffers };
      return { parameters: next, state: kept };
    },
  };
}
