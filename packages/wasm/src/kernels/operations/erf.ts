import { f32x4, i32x4, v128 } from '../../assemble/expression.js';
import { minusOne, reduce, tail } from './exponential.js';
import type { OperationSteps } from './operation.js';
import { operation } from './operation.js';
import type { Values } from './steps.js';

// The numbers of `erf32` in @rekur/tensor, to the bit.
const CENTRAL = [
  0.12837916612625122, -0.37612631916999817, 0.1128367930650711, -0.0268584955483675, 0.0051988279446959496, -0.0008118054829537868,
  8.267378871096298e-5,
];
const TAIL = [
  0.00023504099226556718, 1.127512812614441, 0.6374568343162537, 0.10369028151035309, -0.022110452875494957, 0.0030139675363898277,
  -0.0001929525169543922,
];

const SIGN = 0x80000000;
const EDGE = 0.9375;
const END = 3.95;

/** `erf32` of @rekur/tensor: both formulas for all, then the right one. */
export const erf = operation((call) => {
  const { step, float, bits } = call;
  const [x] = call.operands;
  const magnitude = step(v128.andNot, x, bits(SIGN));
  const central = step(f32x4.mul, x, polynomial(call, CENTRAL, step(f32x4.mul, x, x)));
  const near = step(f32x4.add, x, central);
  const far = step(v128.or, complement(call, magnitude), step(v128.and, x, bits(SIGN)));
  return step(v128.select, step(f32x4.lt, magnitude, float(EDGE)), near, far);
});

/** 1 − e^(−polynomial), whose exponent stays in the normal range: one factor 2^(n+1), and half of 2 − 2e^… */
function complement(call: OperationSteps, magnitude: Values): Values {
  const { step, float } = call;
  // pmin keeps a NaN that comes first.
  const clamped = step(f32x4.pmin, magnitude, float(END));
  const { power, rest } = reduce(call, polynomial(call, TAIL, clamped), 128, true);
  const value = step(f32x4.sub, float(1), minusOne(call, rest, tail(call, rest, true), true));
  const twice = step(f32x4.mul, value, step((a) => i32x4.shl(a, 23), power));
  return step(f32x4.mul, step(f32x4.sub, float(2), twice), float(0.5));
}

function polynomial({ step, float }: OperationSteps, coefficients: readonly number[], x: Values): Values {
  const [last, first, ...others] = [...coefficients].reverse();
  let p = step(f32x4.add, step(f32x4.mul, x, float(last)), float(first));
  for (const coefficient of others) p = step(f32x4.add, step(f32x4.mul, p, x), float(coefficient));
  return p;
}
