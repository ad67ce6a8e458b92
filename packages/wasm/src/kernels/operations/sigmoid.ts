import { f32x4, i32x4, v128 } from '../../assemble/expression.js';
import type { Reduced } from './exponential.js';
import { minusOne, reduce, tail } from './exponential.js';
import type { OperationCall, Vectors } from './operation.js';
import { bitsConstant, floatConstant, groups, step } from './operation.js';

const SIGN = 0x80000000;
/** n ≥ −151 here, so n + 25 is an exponent of normal numbers. */
const SCALE = 25;

/**
 * `sigmoid32` of @rekur/tensor, u / (1 + u) or 1 / (1 + u) with u = e^−|x|, numerator and denominator multiplied by 2^25. The denominator is
 * rounded as without, and where u itself would be subnormal 1 + u is 1: then the division rounds u, once, as the two factors of `exp32` do.
 */
export function sigmoid(call: OperationCall): Vectors {
  const parts = groups(call.operands[0]).map((x) => start(call, x));
  const tails = groups(
    tail(
      call,
      parts.flatMap(({ rest }) => rest),
    ),
  );
  return parts.flatMap((part, index) => finish(call, part, tails[index]));
}

/** `signedOne`: 1 with the sign of x, multiplied by 2^25. */
interface Started extends Reduced {
  readonly signedOne: Vectors;
}

function start(call: OperationCall, x: Vectors): Started {
  const { code } = call;
  const sign = bitsConstant(call, SIGN);
  const negative = step(code, v128.or, x, sign);
  const signedOne = step(code, v128.or, step(code, v128.and, x, sign), floatConstant(call, 2 ** SCALE));
  // pmax keeps a NaN that comes first.
  return { ...reduce(call, step(code, f32x4.pmax, negative, floatConstant(call, -105)), 127 + SCALE), signedOne };
}

function finish(call: OperationCall, { power, rest, signedOne }: Started, tail: Vectors): Vectors {
  const { code } = call;
  const value = step(code, f32x4.add, minusOne(call, rest, tail), floatConstant(call, 1));
  const u = step(code, f32x4.mul, value, step(code, (a) => i32x4.shl(a, 23), power));
  const denominator = step(code, f32x4.add, u, floatConstant(call, 2 ** SCALE));
  // The greater of u ≤ 1 and ±1: cheaper than a choice.
  return step(code, f32x4.div, step(code, f32x4.pmax, u, signedOne), denominator);
}
