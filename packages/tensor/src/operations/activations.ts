import type { Tensor } from '../tensor.js';
import { abs, add, div, equal, erf, exp, greaterEqual, log, maximum, mul, neg, sigmoid, stopGradient, sub, where } from './elementwise.js';

/** max(x, 0); its gradient at 0 is 0, as in PyTorch. NaN stays NaN. */
export const relu = (x: Tensor): Tensor => where(greaterEqual(0, x), 0, x);

/** x·Φ(x), Φ the normal distribution (Hendrycks & Gimpel 2016); exact, by {@link erf}, as `torch.nn.GELU` by default. */
export const gelu = (x: Tensor): Tensor => mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));

/** x·sigmoid(x), also called swish (Elfwing, Uchibe & Doya 2018). */
export const silu = (x: Tensor): Tensor => mul(x, sigmoid(x));

/** log(1 + e^x) without overflow, and without loss where e^x is small. */
export const softplus = (x: Tensor): Tensor => add(maximum(x, 0), logOnePlus(exp(neg(abs(x)))));

/**
 * log(1 + x) for small x ≥ 0 too: log w · x/(w − 1) with w = 1 + x as rounded, in which the rounding of w cancels (Kahan).
 * The correction is a constant to differentiation, so the gradient is 1/(1 + x).
 */
export function logOnePlus(x: Tensor): Tensor {
  const w = add(x, 1);
  const rounded = log(w);
  const lost = equal(w, 1);
  const ratio = div(x, sub(where(lost, 2, w), 1));
  const exact = where(lost, x, mul(rounded, ratio));
  // At ∞ there is nothing to correct, and ∞ − ∞ would be NaN.
  return add(rounded, stopGradient(where(equal(x, Infinity), 0, sub(exact, rounded))));
}
