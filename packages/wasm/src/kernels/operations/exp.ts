import { f32x4, i32x4 } from '../../assemble/expression.js';
import type { Reduced } from './exponential.js';
import { minusOne, reduce, tail } from './exponential.js';
import type { OperationCall, Vectors } from './operation.js';
import { floatConstant, groups, step } from './operation.js';

/** Twice the bias of an exponent, shared between the halves of n. */
const BIAS = 254;

/** `exp32` of @rekur/tensor: 2^n as 2^⌊n/2⌋·2^⌈n/2⌉, so that subnormal results are rounded once and 2^128 is in reach. */
export function exp(call: OperationCall): Vectors {
  const reduced = groups(call.operands[0]).map((x) => reduce(call, clamp(call, x), BIAS));
  const tails = groups(
    tail(
      call,
      reduced.flatMap(({ rest }) => rest),
    ),
  );
  return reduced.flatMap((part, index) => scale(call, part, tails[index]));
}

/** pmax and pmin keep a NaN that comes first. */
function clamp(call: OperationCall, x: Vectors): Vectors {
  const above = step(call.code, f32x4.pmax, x, floatConstant(call, -105));
  return step(call.code, f32x4.pmin, above, floatConstant(call, 89));
}

function scale(call: OperationCall, { power, rest }: Reduced, tail: Vectors): Vectors {
  const { code } = call;
  const value = step(code, f32x4.add, minusOne(call, rest, tail), floatConstant(call, 1));
  const half = step(code, (a) => i32x4.shrU(a, 1), power);
  const other = step(code, i32x4.sub, power, half);
  const first = step(code, f32x4.mul, value, step(code, (a) => i32x4.shl(a, 23), half));
  return step(code, f32x4.mul, first, step(code, (a) => i32x4.shl(a, 23), other));
}
