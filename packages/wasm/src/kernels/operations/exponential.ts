import { f32x4 } from '../../assemble/expression.js';
import type { OperationCall, Vectors } from './operation.js';
import { floatConstant, step } from './operation.js';

// The numbers of `exp32` in @rekur/tensor, to the bit.
const LOG2_E = 1.4426950408889634;
const LN2_HIGH = 0.693145751953125;
const LN2_LOW = 1.428606765330187e-6;
const TAIL = [1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5];
const NEAREST = 12582912;

// `negated`: x is given as −x, and r is −r. Rounding is the same on both sides of 0, so the results have the same bits.

/** x = n·ln 2 + r: `rest` is r, and `power` shifted left by 23 is the float 2^(n + bias − 127). */
export interface Reduced {
  readonly power: Vectors;
  readonly rest: Vectors;
}

/** Splits x as `exp32` does. `bias` is even, for then halves go to the even n as without it. */
export function reduce(call: OperationCall, x: Vectors, bias: number, negated = false): Reduced {
  const { code } = call;
  const magic = floatConstant(call, NEAREST + bias);
  const subtract = negated ? f32x4.add : f32x4.sub;
  const product = step(code, f32x4.mul, x, floatConstant(call, negated ? -LOG2_E : LOG2_E));
  const power = step(code, f32x4.add, product, magic);
  const n = step(code, f32x4.sub, power, magic);
  const high = step(code, subtract, x, step(code, f32x4.mul, n, floatConstant(call, LN2_HIGH)));
  const rest = step(code, subtract, high, step(code, f32x4.mul, n, floatConstant(call, LN2_LOW)));
  return { power, rest };
}

/** (e^r − 1 − r) / r² */
export function tail(call: OperationCall, rest: Vectors, negated = false): Vectors {
  const { code } = call;
  const add = negated ? f32x4.sub : f32x4.add;
  const [first, second, ...others] = TAIL;
  let p = step(code, add, floatConstant(call, second), step(code, f32x4.mul, rest, floatConstant(call, first)));
  for (const coefficient of others) p = step(code, add, floatConstant(call, coefficient), step(code, f32x4.mul, p, rest));
  return p;
}

/** e^r − 1, negated where r is. */
export function minusOne({ code }: OperationCall, rest: Vectors, tail: Vectors, negated = false): Vectors {
  const square = step(code, f32x4.mul, rest, rest);
  return step(code, negated ? f32x4.sub : f32x4.add, rest, step(code, f32x4.mul, square, tail));
}
