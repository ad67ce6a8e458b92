import { f32x4, i32x4, v128 } from '../../assemble/expression.js';
import type { OperationCall, Vectors } from './operation.js';
import { bitsConstant, bitsOf, floatConstant, step } from './operation.js';

// The numbers of `log32` in @rekur/tensor, to the bit.
const LN2_HIGH = 0.693359375;
const LN2_LOW = -2.1219444e-4;
const COEFFICIENTS = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1,
  3.3333331174e-1,
];

const SMALLEST_NORMAL = 2 ** -126;
/** 23 in the exponent field: added to the bits of 1 it is 2^23. */
const SUBNORMAL_SHIFT = 23 << 23;
const GREATEST = 2 ** 128 - 2 ** 104;

/** `log32` of @rekur/tensor. */
export function log(call: OperationCall): Vectors {
  const { code } = call;
  const [x] = call.operands;
  const { exponent, rest } = split(call, x);
  const square = step(code, f32x4.mul, rest, rest);
  let p = step(code, f32x4.mul, rest, floatConstant(call, COEFFICIENTS[0]));
  for (const coefficient of COEFFICIENTS.slice(1)) p = step(code, f32x4.mul, step(code, f32x4.add, p, floatConstant(call, coefficient)), rest);
  const cube = step(code, f32x4.mul, p, square);
  const low = step(code, f32x4.add, cube, step(code, f32x4.mul, exponent, floatConstant(call, LN2_LOW)));
  const y = step(code, f32x4.sub, low, step(code, f32x4.mul, square, floatConstant(call, 0.5)));
  const high = step(code, f32x4.mul, exponent, floatConstant(call, LN2_HIGH));
  return special(call, x, step(code, f32x4.add, step(code, f32x4.add, rest, y), high));
}

/** x = 2^exponent·(1 + rest) with √½ ≤ 1 + rest < √2, for positive x, subnormals included. */
function split(call: OperationCall, x: Vectors): { exponent: Vectors; rest: Vectors } {
  const { code } = call;
  const one = floatConstant(call, 1);
  const subnormal = step(code, f32x4.lt, x, floatConstant(call, SMALLEST_NORMAL));
  const shift = step(code, v128.and, subnormal, bitsConstant(call, SUBNORMAL_SHIFT));
  const normal = step(code, f32x4.mul, x, step(code, i32x4.add, shift, one));
  // Counted from the bits of √½, the exponent field changes where the interval of 1 + rest ends.
  const fromEdge = step(code, i32x4.sub, normal, bitsConstant(call, bitsOf(Math.SQRT1_2)));
  const field = step(code, v128.and, fromEdge, bitsConstant(call, 0xff800000));
  const mantissa = step(code, i32x4.sub, normal, field);
  const whole = step(code, (a) => i32x4.shrS(a, 23), step(code, i32x4.sub, field, shift));
  return { exponent: step(code, f32x4.convertS, whole), rest: step(code, f32x4.sub, mantissa, one) };
}

/** log 0 = −∞, log ∞ = ∞, of a negative or NaN: NaN. */
function special(call: OperationCall, x: Vectors, value: Vectors): Vectors {
  const { code } = call;
  const zero = bitsConstant(call, 0);
  const greatest = floatConstant(call, GREATEST);
  // ∞ for ∞, NaN for NaN, else 0.
  const beyond = step(code, f32x4.sub, step(code, f32x4.pmax, x, greatest), greatest);
  const belowAll = step(code, v128.and, step(code, f32x4.eq, x, zero), floatConstant(call, -Infinity));
  const corrected = step(code, f32x4.add, step(code, f32x4.add, value, beyond), belowAll);
  return step(code, v128.or, corrected, step(code, f32x4.lt, x, zero));
}
