import type { Tensor } from '@rekur/tensor';
import { add, div, flattenTree, greater, mapTree, mul, sqrt, square, sum, where } from '@rekur/tensor';
import type { ParameterTree } from './optimizers/optimizer.js';

/** √ Σ g² over every element of every tensor: a scalar. */
export function globalNorm(gradients: ParameterTree): Tensor {
  const squares = flattenTree(gradients).map(({ value }) => sum(square(value)));
  return sqrt(squares.reduce((total, each) => add(total, each)));
}

/**
 * Gradients scaled so that their global norm is at most `maxNorm` (Pascanu, Mikolov & Bengio 2013), as
 * `torch.nn.utils.clip_grad_norm_`: by maxNorm / (norm + 1e-6) where that is below 1.
 */
export function clipByGlobalNorm(gradients: ParameterTree, maxNorm: number, norm: Tensor = globalNorm(gradients)): ParameterTree {
  const ratio = div(maxNorm, add(norm, 1e-6));
  const factor = where(greater(ratio, 1), 1, ratio);
  return mapTree(gradients, (gradient) => mul(gradient, factor));
}

/** Gradients with every element brought into −maxValue … maxValue (Graves 2013), as `torch.nn.utils.clip_grad_value_`. */
export function clipByValue(gradients: ParameterTree, maxValue: number): ParameterTree {
  return mapTree(gradients, (gradient) =>
    where(greater(gradient, maxValue), maxValue, where(greater(-maxValue, gradient), -maxValue, gradient)),
  );
}
