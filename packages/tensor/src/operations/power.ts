import { fullLike } from '../apply.js';
import { describe, ValueError } from '../error.js';
import { Tensor } from '../tensor.js';
import { div, equal, exp, greater, less, log, mul, sqrt, square, where } from './elementwise.js';

/**
 * x to a power.
 *
 * A whole number is worked out by multiplications, ½ is the square root, and any other number is e^(exponent·log x), which in
 * float32 loses |exponent·log₂ x| of its last digits and is NaN for negative x. A tensor of exponents is for x ≥ 0 alone.
 * @throws ValueError for an exponent that is not finite
 */
export function pow(x: Tensor, exponent: Tensor | number): Tensor {
  if (exponent instanceof Tensor) return power(x, exponent);
  if (!Number.isFinite(exponent)) {
    throw new ValueError(describe('pow', 'not an exponent', String(exponent), 'a finite number is expected'));
  }
  if (Number.isInteger(exponent) && Math.abs(exponent) <= 64) {
    const whole = wholePower(x, Math.abs(exponent));
    return exponent < 0 ? div(1, whole) : whole;
  }
  if (Math.abs(exponent) === 0.5) return exponent < 0 ? div(1, sqrt(x)) : sqrt(x);
  return power(x, exponent);
}

/** By squaring: x¹³ = x·x⁴·x⁸. */
function wholePower(x: Tensor, exponent: number): Tensor {
  let result: Tensor | undefined;
  let factor = x;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = result ? mul(result, factor) : factor;
    if (rest > 1) factor = square(factor);
  }
  return result ?? fullLike(x, 1);
}

/** e^(exponent·log x); at 0 the logarithm is kept out, so that neither value nor gradient is NaN. */
function power(x: Tensor, exponent: Tensor | number): Tensor {
  const zero = equal(x, 0);
  const positive = exp(mul(log(where(zero, 1, x)), exponent));
  if (typeof exponent === 'number') return where(zero, exponent > 0 ? 0 : Infinity, positive);
  const atZero = where(greater(exponent, 0), 0, where(less(exponent, 0), Infinity, fullLike(exponent, 1)));
  return where(zero, atZero, positive);
}
