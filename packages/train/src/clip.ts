import type { Tensor } from '@rekur/tensor';
import { add, describe, div, flattenTree, greater, mapTree, mul, sqrt, square, sum, ValueError, where } from '@rekur/tensor';
import type { ParameterTree } from './optimizers/optimizer.js';
import { requireOptions } from './require.js';

/** √ Σ g² over every element of every tensor: a scalar. @throws ValueError if there is no tensor */
export function globalNorm(gradients: ParameterTree): Tensor {
  const squares = flattenTree(gradients).map(({ value }) => sum(square(value)));
  if (squares.length === 0) throw new ValueError(describe('globalNorm', 'no gradients', 'a tree without tensors', 'at least one is expected'));
  return sqrt(squares.reduce((total, each) => add(total, each)));
}

/**
 * Gradients scaled so that their global norm is at most `maxNorm` (Pascanu, Mikolov & Bengio 2013), as
 * `torch.nn.utils.clip_grad_norm_`: by maxNorm / (norm + 1e-6) where that is below 1.
 * @throws ValueError unless `maxNorm` is above 0
 */
export function clipByGlobalNorm(gradients: ParameterTree, maxNorm: number, norm: Tensor = globalNorm(gradients)): ParameterTree {
  requireLimit('clipByGlobalNorm', { maxNorm });
  const ratio = div(maxNorm, add(norm, 1e-6));
  const factor = where(greater(ratio, 1), 1, ratio);
  return mapTree(gradients, (gradient) => mul(gradient, factor));
}

/**
 * Gradients with every element brought into −maxValue … maxValue (Graves 2013), as `torch.nn.utils.clip_grad_value_`.
 * @throws ValueError unless `maxValue` is above 0
 */
export function clipByValue(gradients: ParameterTree, maxValue: number): ParameterTree {
  requireLimit('clipByValue', { maxValue });
  return mapTree(gradients, (gradient) =>
    where(greater(gradient, maxValue), maxValue, where(greater(-maxValue, gradient), -maxValue, gradient)),
  );
}

function requireLimit(operation: string, limit: Readonly<Record<string, number>>): void {
  requireOptions(operation, limit, (value) => value > 0, 'a number above 0 is expected');
}
