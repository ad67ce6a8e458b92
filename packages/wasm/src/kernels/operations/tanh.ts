import { f32x4, i32x4, v128 } from '../../assemble/expression.js';
import type { Reduced } from './exponential.js';
import { aroundTail, minusOne, reduce } from './exponential.js';
import type { OperationSteps } from './operation.js';
import { operation } from './operation.js';
import type { Values } from './steps.js';

const SIGN = 0x80000000;

/**
 * `tanh32` of @rekur/tensor, |u| / (u + 2) with u = e^(−2|x|) − 1, in terms of −2u ≥ +0, for then the sign of x needs only to be added. Twice,
 * because 2^(n+1) has an even bias (see `reduce`); doubling changes no rounding.
 */
export const tanh = operation((call) =>
  aroundTail(
    call,
    (x) => start(call, x),
    (part, tail, x) => finish(call, part, tail, x),
    true,
  ),
);

function start(call: OperationSteps, x: Values): Reduced {
  const { step, float, bits } = call;
  const magnitude = step(v128.andNot, x, bits(SIGN));
  const twice = step(f32x4.add, magnitude, magnitude);
  // pmin keeps a NaN that comes first.
  return reduce(call, step(f32x4.pmin, twice, float(20)), 128, true);
}

function finish(call: OperationSteps, { power, rest }: Reduced, tail: Values, x: Values): Values {
  const { step, float, bits } = call;
  const scale = step((a) => i32x4.shl(a, 23), power);
  const product = step(f32x4.mul, minusOne(call, rest, tail, true), scale);
  const u = step(f32x4.add, product, step(f32x4.sub, float(2), scale));
  const denominator = step(f32x4.sub, float(4), u);
  return step(f32x4.div, step(v128.or, u, step(v128.and, x, bits(SIGN))), denominator);
}
