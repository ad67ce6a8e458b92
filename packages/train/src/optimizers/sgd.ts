import { add, describe, mul, sub, ValueError } from '@rekur/tensor';
import type { LearningRate } from '../schedules/schedule.js';
import type { Optimizer, OptimizerState } from './optimizer.js';
import { ratesOf, requireNotNegative, switchedOn } from './optimizer.js';
import { negated, slotLike } from './slots.js';
import { zipTrees } from './zip.js';
import { requireKnown } from '../require.js';

export interface SgdOptions {
  /** Default 1e-3. */
  learningRate?: LearningRate;
  /** How much of the last movement is kept. Default 0: none. */
  momentum?: number;
  /** What share of the gradient the movement does not take in; not at the first step. Default 0. */
  dampening?: number;
  /** Looks ahead along the movement (Sutskever et al. 2013). Default false. */
  nesterov?: boolean;
  /** L2 penalty added to the gradient. Default 0. */
  weightDecay?: number;
  /** Makes the loss large instead of small. Default false. */
  maximize?: boolean;
}

/**
 * Stochastic gradient descent, as `torch.optim.SGD`: b = μ·b + (1 − dampening)·g, where the first b is g; then p = p − η·b,
 * or p − η·(g + μ·b) with nesterov, or p − η·g without momentum.
 * @throws ValueError for options out of range, and for nesterov without momentum or with dampening
 */
export function sgd(options: SgdOptions = {}): Optimizer {
  requireKnown('sgd', options, { learningRate: true, momentum: true, dampening: true, nesterov: true, weightDecay: true, maximize: true });
  const { learningRate = 1e-3, momentum = 0, dampening = 0, nesterov = false, weightDecay = 0, maximize = false } = options;
  requireNotNegative('sgd', { momentum, dampening, weightDecay });
  if (nesterov && (momentum === 0 || dampening !== 0)) throw nesterovAlone(momentum, dampening);
  const { rates, rateOption } = ratesOf(learningRate);
  const damps = momentum !== 0 && dampening !== 0;
  return {
    name: 'sgd',
    options: { momentum, weightDecay, ...switchedOn({ dampening, nesterov, maximize }), ...rateOption },
    ...rates,
    scalars: (step, memory) => ({
      stepSize: rates.learningRate(step, memory),
      ...(damps ? { share: step === 1 ? 1 : 1 - dampening } : {}),
    }),
    initialize: (parameters): OptimizerState => (momentum === 0 ? {} : { momentum_buffer: slotLike(parameters) }),
    update({ parameters, gradients, state, scalars: { stepSize, share } }): ReturnType<Optimizer['update']> {
      const given = maximize ? negated(gradients) : gradients;
      const [directions] = zipTrees([parameters, given], (p, g) => [weightDecay === 0 ? g : add(g, mul(p, weightDecay))]);
      if (momentum === 0) {
        const [next] = zipTrees([parameters, directions], (p, g) => [sub(p, mul(stepSize, g))]);
        return { parameters: next, state: {} };
      }
      const [next, momentum_buffer] = zipTrees([parameters, directions, state.momentum_buffer], (p, g, b) => {
        const movement = add(mul(b, momentum), damps ? mul(g, share) : g);
        return [sub(p, mul(stepSize, nesterov ? add(g, mul(movement, momentum)) : movement)), movement];
      });
      return { parameters: next, state: { momentum_buffer } };
    },
  };
}

function nesterovAlone(momentum: number, dampening: number): ValueError {
  return new ValueError(
    describe('sgd', 'nesterov does not fit', `momentum is ${momentum}, dampening is ${dampening}`, 'momentum above 0 and no dampening are expected'),
  );
}
