import { grad } from '@rekur/autodiff';
import { abs, div, equal, fullLike, max, mul, reshape, sqrt, square, sum, type Tensor, trace, type ValueType, where } from '@rekur/tensor';
import type { Module, Parameters } from './module.js';
import type { ObserveOptions } from './observe.js';

export interface GradientFlow {
  /** [time]: ‖∂L/∂s_t‖₂ over all rows together. */
  readonly steps: Tensor;
  /** [batch, time]: the same of each row. */
  readonly rows: Tensor;
}

/**
 * How much the loss depends on every state of every step: ‖∂L/∂h_t‖ (and ∂L/∂c_t …) for each recurrent layer and direction, by
 * names such as `0.l0.h`. That it vanishes or explodes with distance is why recurrent networks are hard to train (Bengio, Simard
 * & Frasconi 1994; Pascanu, Mikolov & Bengio 2013). Each gradient holds all ways from that state part to the loss but those
 * through the other parts of the same step.
 *
 * Norms are scaled before squaring, so that 1e-30 in float32 does not read as 0.
 * @param loss the loss as a scalar of the model's output
 */
export function gradientFlow(
  model: Module,
  parameters: Parameters,
  input: Tensor,
  loss: (output: Tensor) => Tensor,
  { state, context }: ObserveOptions = {},
): Readonly<Record<string, GradientFlow>> {
  const apply = (x: Tensor, handle: (path: string, type: ValueType) => Tensor | undefined): Tensor =>
    model.apply(parameters, x, state, { ...context, observer: { ...context?.observer, handle } }).output;

  // Traced, not computed: only the names and types of the states are wanted.
  const types = new Map<string, ValueType>();
  trace((x) => [apply(x, (path, type) => void types.set(path, type))], [input]);

  // A zero added to a state changes nothing, and the gradient to it is the gradient to the state.
  const zeros = Object.fromEntries([...types].map(([path, type]) => [path, fullLike(input, 0, type)]));
  const gradients = grad((handles: Readonly<Record<string, Tensor>>) => loss(apply(input, (path) => handles[path])))(zeros);
  return Object.fromEntries(
    Object.entries(gradients).map(([path, gradient]) => {
      const rows = norm(gradient, 2);
      return [path, { steps: norm(rows, 0), rows }];
    }),
  );
}

/** √Σx² over one axis, without overflow or underflow of the squares. */
function norm(x: Tensor, axis: number): Tensor {
  const greatest = max(abs(x), axis, { keepDims: true });
  const scale = where(equal(greatest, 0), 1, greatest);
  const scaled = sqrt(sum(square(div(x, scale)), axis, { keepDims: true }));
  return reshape(mul(scale, scaled), x.shape.filter((_, other) => other !== axis));
}
