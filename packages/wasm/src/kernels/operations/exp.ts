import { f32x4, i32x4 } from '../../assemble/expression.js';
import type { Reduced } from './exponential.js';
import { aroundTail, minusOne, reduce } from './exponential.js';
import type { OperationSteps } from './operation.js';
import { operation } from './operation.js';
import type { Values } from './steps.js';

/** Twice the bias of an exponent, shared between the halves of n. */
const BIAS = 254;

/** `exp32` of @rekur/tensor: 2^n as 2^⌊n/2⌋·2^⌈n/2⌉, so that subnormal results are rounded once and 2^128 is in reach. */
export const exp = operation((call) =>
  aroundTail(
    call,
    (x) => reduce(call, clamp(call, x), BIAS),
    (part, tail) => finish(call, part, tail),
  ),
);

/** pmax and pmin keep a NaN that comes first. */
function clamp({ step, float }: OperationSteps, x: Values): Values {
  return step(f32x4.pmin, step(f32x4.pmax, x, float(-105)), float(89));
}

function finish(call: OperationSteps, { power, rest }: Reduced, tail: Values): Values {
  const { step, float } = call;
  const value = step(f32x4.add, minusOne(call, rest, tail), float(1));
  const half = step((a) => i32x4.shrU(a, 1), power);
  const other = step(i32x4.sub, power, half);
  const first = step(f32x4.mul, value, step((a) => i32x4.shl(a, 23), half));
  return step(f32x4.mul, first, step((a) => i32x4.shl(a, 23), other));
}
