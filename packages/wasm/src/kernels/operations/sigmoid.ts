import { f32x4, i32x4, v128 } from '../../assemble/expression.js';
import type { Reduced } from './exponential.js';
import { aroundTail, minusOne, reduce } from './exponential.js';
import type { OperationSteps } from './operation.js';
import { operation } from './operation.js';
import type { Values } from './steps.js';

const SIGN = 0x80000000;
/** n ≥ −151 here, so n + 25 is an exponent of normal numbers. */
const SCALE = 25;

/**
 * `sigmoid32` of @rekur/tensor, u / (1 + u) or 1 / (1 + u) with u = e^−|x|, numerator and denominator multiplied by 2^25. The denominator is
 * rounded as without, and where u itself would be subnormal 1 + u is 1: then the division rounds u, once, as the two factors of `exp32` do.
 */
export const sigmoid = operation((call) =>
  aroundTail(
    call,
    (x) => start(call, x),
    (part, tail, x) => finish(call, part, tail, x),
  ),
);

function start(call: OperationSteps, x: Values): Reduced {
  const { step, float, bits } = call;
  const negative = step(v128.or, x, bits(SIGN));
  // pmax keeps a NaN that comes first.
  return reduce(call, step(f32x4.pmax, negative, float(-105)), 127 + SCALE);
}

function finish(call: OperationSteps, { power, rest }: Reduced, tail: Values, x: Values): Values {
  const { step, float, bits } = call;
  const one = float(2 ** SCALE);
  const value = step(f32x4.add, minusOne(call, rest, tail), float(1));
  const u = step(f32x4.mul, value, step((a) => i32x4.shl(a, 23), power));
  const denominator = step(f32x4.add, u, one);
  // The greater of u ≤ 1 and 1 with the sign of x: cheaper than a choice.
  const signedOne = step(v128.or, step(v128.and, x, bits(SIGN)), one);
  return step(f32x4.div, step(f32x4.pmax, u, signedOne), denominator);
}
