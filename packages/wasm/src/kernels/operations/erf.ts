import { f32x4, i32x4, v128 } from '../../assemble/expression.js';
import { minusOne, reduce, tail } from './exponential.js';
import type { OperationCall, Vectors } from './operation.js';
import { bitsConstant, floatConstant, step } from './operation.js';

// The numbers of `erf32` in @rekur/tensor, to the bit.
const CENTRAL = [0.12837916612625122, -0.37612631916999817, 0.1128367930650711, -0.0268584955483675, 0.0051988279446959496, -0.0008118054829537868, 8.267378871096298e-5];
const TAIL = [0.00023504099226556718, 1.127512812614441, 0.6374568343162537, 0.10369028151035309, -0.022110452875494957, 0.0030139675363898277, -0.0001929525169543922];

const SIGN = 0x80000000;
const EDGE = 0.9375;
const END = 3.95;

/** `erf32` of @rekur/tensor: both formulas for all, then the right one. */
export function erf(call: OperationCall): Vectors {
  const { code } = call;
  const [x] = call.operands;
  const sign = bitsConstant(call, SIGN);
  const magnitude = step(code, v128.andNot, x, sign);
  const central = step(code, f32x4.mul, x, polynomial(call, CENTRAL, step(code, f32x4.mul, x, x)));
  const near = step(code, f32x4.add, x, central);
  const far = step(code, v128.or, complement(call, magnitude), step(code, v128.and, x, sign));
  return step(code, v128.select, step(code, f32x4.lt, magnitude, floatConstant(call, EDGE)), near, far);
}

/** 1 − e^(−polynomial), whose exponent stays in the normal range: one factor 2^(n+1), and half of 2 − 2e^… */
function complement(call: OperationCall, magnitude: Vectors): Vectors {
  const { code } = call;
  // pmin keeps a NaN that comes first.
  const clamped = step(code, f32x4.pmin, magnitude, floatConstant(call, END));
  const { power, rest } = reduce(call, polynomial(call, TAIL, clamped), 128, true);
  const value = step(code, f32x4.sub, floatConstant(call, 1), minusOne(call, rest, tail(call, rest, true), true));
  const twice = step(code, f32x4.mul, value, step(code, (a) => i32x4.shl(a, 23), power));
  return step(code, f32x4.mul, step(code, f32x4.sub, floatConstant(call, 2), twice), floatConstant(call, 0.5));
}

function polynomial(call: OperationCall, coefficients: readonly number[], x: Vectors): Vectors {
  const { code } = call;
  const [last, ...rest] = [...coefficients].reverse();
  let p: Vectors | undefined;
  for (const coefficient of rest) {
    const product = step(code, f32x4.mul, x, p ?? floatConstant(call, last));
    p = step(code, f32x4.add, product, floatConstant(call, coefficient));
  }
  return p!;
}
