import { normalizeAxis } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { abs, add, div, equal, exp, log, mul, sqrt, stopGradient, sub, where } from './elementwise.js';
import { reshape } from './movement.js';
import type { ReduceOptions } from './reduce.js';
import { max, mean, sum, variance } from './reduce.js';

/** log Σ e^x over one axis, shifted by the maximum so that nothing overflows; ±∞ where the maximum is. */
export function logSumExp(x: Tensor, axis = -1, options: ReduceOptions = {}): Tensor {
  const greatest = stopGradient(max(x, axis, { keepDims: true }));
  const shift = where(equal(abs(greatest), Infinity), 0, greatest);
  const result = add(log(sum(exp(sub(x, shift)), axis, { keepDims: true })), shift);
  return options.keepDims ? result : reshape(result, x.shape.filter((_, other) => other !== normalizeAxis('logSumExp', axis, x.shape)));
}

/** x − logSumExp(x): logarithms of {@link softmax}, stable. */
export function logSoftmax(x: Tensor, axis = -1): Tensor {
  const shifted = sub(x, stopGradient(max(x, axis, { keepDims: true })));
  return sub(shifted, log(sum(exp(shifted), axis, { keepDims: true })));
}

/** e^x / Σ e^x over one axis, shifted by the maximum so that nothing overflows. */
export function softmax(x: Tensor, axis = -1): Tensor {
  const powers = exp(sub(x, stopGradient(max(x, axis, { keepDims: true }))));
  return div(powers, sum(powers, axis, { keepDims: true }));
}

/**
 * (x − mean) / √(variance + ε) over the last axis, times `weight` plus `bias` [features] if given (Ba, Kiros & Hinton 2016), as
 * `torch.nn.functional.layer_norm`.
 * @throws ShapeError if weight or bias do not fit
 */
export function layerNorm(x: Tensor, options: { weight?: Tensor; bias?: Tensor; epsilon?: number } = {}): Tensor {
  const { weight, bias, epsilon = 1e-5 } = options;
  const centred = sub(x, mean(x, -1, { keepDims: true }));
  const normal = div(centred, sqrt(add(variance(x, -1, { correction: 0, keepDims: true }), epsilon)));
  const scaled = weight ? mul(normal, weight) : normal;
  return bias ? add(scaled, bias) : scaled;
}
