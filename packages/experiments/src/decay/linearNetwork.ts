import { constantInitializer, defineCell, gradientFlow, type Parameters, recurrent } from '@rekur/rnn';
import { add, cast, fromData, mapTree, matmul, normal, orthogonal, randomKey, square, sum, type Tensor, uniform } from '@rekur/tensor';
import { fittedRate } from './fittedRate.js';

/** A network without bends: h' = x·U + h·W. Its state after n steps of which only the first has an input is x_1·U·W^(n−1). */
const linearCell = defineCell({
  name: 'linear-recurrence',
  states: ['h'],
  gates: ['hidden'],
  parameters: ({ inputSize, hiddenSize }) => ({
    weight_ih: { shape: [inputSize, hiddenSize], initializer: constantInitializer(0) },
    weight_hh: { shape: [hiddenSize, hiddenSize], initializer: constantInitializer(0) },
  }),
  step({ weight_ih, weight_hh }, x, { h }) {
    const hidden = add(matmul(x, weight_ih), matmul(h, weight_hh));
    return { state: { h: hidden }, gates: { hidden } };
  },
});

export function linearNetwork(size: number) {
  return recurrent(linearCell, 1, size, { bias: false });
}

/** What an impulse at the first step leaves, and what a loss at the last step asks of the steps before. */
export interface LinearDecay {
  readonly kind: 'scalar' | 'matrix';
  readonly spectralRadius: number;
  /** |o_n| for n = 1 … steps, in float64. */
  readonly outputs: readonly number[];
  /** ‖∂L/∂h_t‖ for t = 1 … steps with L the sum of the last state, by automatic differentiation in float64. */
  readonly gradients: readonly number[];
  /** e to the slope of log |o_n| over the later half of the steps. */
  readonly fittedRate: number;
  /** The same of the gradients, per step backwards, over the earlier half of the steps. */
  readonly fittedGradientRate: number;
  /** The first n at which float32 reads 0 or no finite number; null if there is none. */
  readonly float32EndsAt: number | null;
}

/**
 * Parameters [1, size] and [size, size] in float64. W is the number ρ itself, or symmetric: Q·diag(λ)·Qᵀ with Q random and orthogonal, one λ = ρ
 * and the others uniform in ±0.9ρ. A symmetric matrix is normal, so ρ^(n−1) is its size from the beginning, and what is left of the other directions
 * after 100 steps is 3e-5 of it. The impulse x_1·U has length 1.
 */
export function linearParameters(spectralRadius: number, size: number, seed: number): Parameters {
  if (size === 1) return { weight_ih_l0: double([1], [1, 1]), weight_hh_l0: double([spectralRadius], [1, 1]) };
  const key = randomKey(seed);
  const basis = cast(orthogonal(key, [size, size]), 'float64');
  const eigenvalues = Array.from(uniform(key, [size], { min: -0.9, max: 0.9 }).data, (value, index) => spectralRadius * (index === 0 ? 1 : value));
  const weights = matmul(basis.mul(double(eigenvalues, [1, size])), basis, { transposeB: true });
  const impulse = cast(normal(key, [1, size]), 'float64');
  return { weight_ih_l0: impulse.div(sum(square(impulse)).item() ** 0.5), weight_hh_l0: weights };
}

export function measureLinearDecay(spectralRadius: number, size: number, steps: number, seed: number): LinearDecay {
  const network = linearNetwork(size);
  const parameters = linearParameters(spectralRadius, size, seed);
  const impulse = double(Array.from({ length: steps }, (_, step) => (step === 0 ? 1 : 0)), [1, steps, 1]);
  const outputs = lengths(network.apply(parameters, impulse).output);
  const single = mapTree<Parameters>(parameters, (value) => cast(value, 'float32'));
  const inFloat32 = lengths(network.apply(single, cast(impulse, 'float32')).output);
  const flow = gradientFlow(network, parameters, impulse, (output) => sum(output.slice(1, steps - 1)));
  const gradients = Array.from(flow['l0.h'].steps.data);
  const ended = inFloat32.findIndex((length) => length === 0 || !Number.isFinite(length));
  const half = Math.floor(steps / 2);
  return {
    kind: size === 1 ? 'scalar' : 'matrix',
    spectralRadius,
    outputs,
    gradients,
    fittedRate: fittedRate(outputs, half) ?? NaN,
    fittedGradientRate: 1 / (fittedRate(gradients, 0, steps - half) ?? NaN),
    float32EndsAt: ended < 0 ? null : ended + 1,
  };
}

/** The length of the state at each step of the one sequence: [1, steps, size]. */
function lengths({ data, shape: [, steps, size] }: Tensor): number[] {
  return Array.from({ length: steps }, (_, step) => Math.hypot(...data.subarray(step * size, (step + 1) * size)));
}

function double(values: readonly number[], shape: readonly number[]): Tensor {
  return fromData(Float64Array.from(values), shape);
}
