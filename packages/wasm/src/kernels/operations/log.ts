import { f32x4, i32x4, v128 } from '../../assemble/expression.js';
import type { OperationSteps } from './operation.js';
import { bitsOf, operation } from './operation.js';
import type { Values } from './steps.js';

// The numbers of `log32` in @rekur/tensor, to the bit.
const LN2_HIGH = 0.693359375;
const LN2_LOW = -2.1219444e-4;
const COEFFICIENTS = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1,
  3.3333331174e-1,
];

const SMALLEST_NORMAL = 2 ** -126;
const GREATEST = 2 ** 128 - 2 ** 104;
/** 23 in the exponent field: added to the bits of 1 it is 2^23. */
const SUBNORMAL_SHIFT = 23 << 23;
const EXPONENT_FIELD = 0xff800000;

/** `log32` of @rekur/tensor. */
export const log = operation((call) => {
  const { step, float } = call;
  const [x] = call.operands;
  const { exponent, rest } = split(call, x);
  const square = step(f32x4.mul, rest, rest);
  let p = step(f32x4.mul, rest, float(COEFFICIENTS[0]));
  for (const coefficient of COEFFICIENTS.slice(1)) p = step(f32x4.mul, step(f32x4.add, p, float(coefficient)), rest);
  const low = step(f32x4.add, step(f32x4.mul, p, square), step(f32x4.mul, exponent, float(LN2_LOW)));
  const y = step(f32x4.sub, low, step(f32x4.mul, square, float(0.5)));
  return special(call, x, step(f32x4.add, step(f32x4.add, rest, y), step(f32x4.mul, exponent, float(LN2_HIGH))));
});

/** x = 2^exponent·(1 + rest) with √½ ≤ 1 + rest < √2, for positive x, subnormals included. */
function split({ step, float, bits }: OperationSteps, x: Values): { exponent: Values; rest: Values } {
  const shift = step(v128.and, step(f32x4.lt, x, float(SMALLEST_NORMAL)), bits(SUBNORMAL_SHIFT));
  const normal = step(f32x4.mul, x, step(i32x4.add, shift, float(1)));
  // Counted from the bits of √½, the exponent field changes where the interval of 1 + rest ends.
  const field = step(v128.and, step(i32x4.sub, normal, bits(bitsOf(Math.SQRT1_2))), bits(EXPONENT_FIELD));
  const mantissa = step(i32x4.sub, normal, field);
  const whole = step((a) => i32x4.shrS(a, 23), step(i32x4.sub, field, shift));
  return { exponent: step(f32x4.convertS, whole), rest: step(f32x4.sub, mantissa, float(1)) };
}

/** log 0 = −∞, log ∞ = ∞, of a negative or NaN: NaN. */
function special({ step, float, bits }: OperationSteps, x: Values, value: Values): Values {
  // ∞ for ∞, NaN for NaN, else 0.
  const beyond = step(f32x4.sub, step(f32x4.pmax, x, float(GREATEST)), float(GREATEST));
  const below = step(v128.and, step(f32x4.eq, x, bits(0)), float(-Infinity));
  const corrected = step(f32x4.add, step(f32x4.add, value, beyond), below);
  return step(v128.or, corrected, step(f32x4.lt, x, bits(0)));
}
