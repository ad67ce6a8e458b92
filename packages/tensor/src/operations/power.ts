import { fullLike } from '../apply.js';
import { describe, ValueError } from '../error.js';
import { Tensor } from '../tensor.js';
import { abs, and, cast, div, equal, exp, greater, less, log, mul, neg, sqrt, square, where } from './elementwise.js';

/**
 * x to a power, as `torch.pow`.
 *
 * A whole number is worked out by multiplications, ½ is the square root, and any other number is e^(exponent·log x), which in
 * float32 loses |exponent·log₂ x| of its last digits and is NaN for negative x. So is a tensor of exponents, which for negative x
 * must be whole and below 2³¹; ∞ to the power of one that is 0 is NaN.
 * @throws ValueError for an exponent that is not finite
 */
export function pow(x: Tensor, exponent: Tensor | number): Tensor {
  if (exponent instanceof Tensor) return elementPower(x, exponent);
  if (!Number.isFinite(exponent)) {
    throw new ValueError(describe('pow', 'not an exponent', String(exponent), 'a finite number is expected'));
  }
  if (Number.isInteger(exponent)) {
    const whole = wholePower(x, Math.abs(exponent));
    return exponent < 0 ? div(1, whole) : whole;
  }
  if (Math.abs(exponent) === 0.5) return exponent < 0 ? div(1, sqrt(x)) : sqrt(x);
  return where(equal(x, 0), exponent > 0 ? 0 : Infinity, power(x, exponent));
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
  return exp(mul(log(where(equal(x, 0), 1, x)), exponent));
}

/** Each element to its own exponent: |x|^exponent with the sign that a whole exponent gives it. */
function elementPower(x: Tensor, exponent: Tensor): Tensor {
  const size = power(abs(x), exponent);
  const whole = cast(exponent, 'int32');
  const ofNegative = where(equal(and(whole, 1), 1), neg(size), size);
  const elsewhere = where(less(x, 0), where(equal(cast(whole, exponent.dtype), exponent), ofNegative, NaN), size);
  // x¹ is x itself, so that its gradient at 0 is 1.
  const positive = where(equal(exponent, 1), x, 0);
  const atZero = where(greater(exponent, 0), positive, where(less(exponent, 0), Infinity, fullLike(exponent, 1)));
  return where(equal(x, 0), atZero, elsewhere);
}
