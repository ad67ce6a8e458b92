import { f32x4, i32x4, v128 } from '../../assemble/expression.js';
import type { Reduced } from './exponential.js';
import { minusOne, reduce, tail } from './exponential.js';
import type { OperationCall, Vectors } from './operation.js';
import { bitsConstant, floatConstant, groups, step } from './operation.js';

const SIGN = 0x80000000;

/**
 * `tanh32` of @rekur/tensor, |u| / (u + 2) with u = e^(−2|x|) − 1, in terms of −2u ≥ +0, for then the sign of x needs only to be added. Twice,
 * because 2^(n+1) has an even bias (see `reduce`); doubling changes no rounding.
 */
export function tanh(call: OperationCall): Vectors {
  const parts = groups(call.operands[0]).map((x) => start(call, x));
  const tails = groups(
    tail(
      call,
      parts.flatMap(({ rest }) => rest),
      true,
    ),
  );
  return parts.flatMap((part, index) => finish(call, part, tails[index]));
}

interface Started extends Reduced {
  readonly sign: Vectors;
}

function start(call: OperationCall, x: Vectors): Started {
  const { code } = call;
  const signBit = bitsConstant(call, SIGN);
  const magnitude = step(code, v128.andNot, x, signBit);
  const sign = step(code, v128.and, x, signBit);
  const twice = step(code, f32x4.add, magnitude, magnitude);
  // pmin keeps a NaN that comes first.
  return { ...reduce(call, step(code, f32x4.pmin, twice, floatConstant(call, 20)), 128, true), sign };
}

function finish(call: OperationCall, { power, rest, sign }: Started, tail: Vectors): Vectors {
  const { code } = call;
  const scale = step(code, (a) => i32x4.shl(a, 23), power);
  const product = step(code, f32x4.mul, minusOne(call, rest, tail, true), scale);
  const u = step(code, f32x4.add, product, step(code, f32x4.sub, floatConstant(call, 2), scale));
  const denominator = step(code, f32x4.sub, floatConstant(call, 4), u);
  return step(code, f32x4.div, step(code, v128.or, u, sign), denominator);
}
