import { grad } from '@rekur/autodiff';
import type { Parameters } from '@rekur/rnn';
import { div, fromData, square, sum } from '@rekur/tensor';
import { clipByGlobalNorm, globalNorm } from '@rekur/train';
import { linearNetwork, linearParameters } from './linearNetwork.js';

/** One step of gradient descent on the weights of the linear network, for a sequence of one length. */
export interface ClippedStep {
  readonly spectralRadius: number;
  readonly steps: number;
  /** ‖∂L/∂θ‖ with L = ½|o_n|², over all weights, in float64. */
  readonly gradientNorm: number;
  /** How far the weights move: learning rate times gradient, as it is and clipped to norm 1. */
  readonly stepSize: number;
  readonly clippedStepSize: number;
}

export const CLIP_NORM = 1;
const LEARNING_RATE = 0.01;

export function measureClipping(spectralRadius: number, size: number, steps: number, seed: number): ClippedStep {
  const network = linearNetwork(size);
  const impulse = fromData(Float64Array.from({ length: steps }, (_, step) => (step === 0 ? 1 : 0)), [1, steps, 1]);
  const loss = (parameters: Parameters) => div(sum(square(network.apply(parameters, impulse).output.slice(1, steps - 1))), 2);
  const gradients = grad(loss)(linearParameters(spectralRadius, size, seed));
  const norm = globalNorm(gradients);
  const clipped = globalNorm(clipByGlobalNorm(gradients, CLIP_NORM, norm)).item();
  const gradientNorm = norm.item();
  return { spectralRadius, steps, gradientNorm, stepSize: LEARNING_RATE * gradientNorm, clippedStepSize: LEARNING_RATE * clipped };
}
