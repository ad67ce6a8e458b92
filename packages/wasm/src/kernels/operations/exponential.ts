import { f32x4 } from '../../assemble/expression.js';
import type { OperationSteps } from './operation.js';
import type { Values } from './steps.js';

// The numbers of `exp32` in @rekur/tensor, to the bit.
const LOG2_E = 1.4426950408889634;
const LN2_HIGH = 0.693145751953125;
const LN2_LOW = 1.428606765330187e-6;
const TAIL = [1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5];
const NEAREST = 12582912;

// `negated`: x is given as −x, and r is −r. Rounding is the same on both sides of 0, so the results have the same bits.

/** x = n·ln 2 + r: `rest` is r, and `power` shifted left by 23 is the float 2^(n + bias − 127). */
export interface Reduced {
  readonly power: Values;
  readonly rest: Values;
}

/** Splits x as `exp32` does. `bias` is even, for then halves go to the even n as without it. */
export function reduce({ step, float }: OperationSteps, x: Values, bias: number, negated = false): Reduced {
  const magic = float(NEAREST + bias);
  const subtract = negated ? f32x4.add : f32x4.sub;
  const product = step(f32x4.mul, x, float(negated ? -LOG2_E : LOG2_E));
  const power = step(f32x4.add, product, magic);
  const n = step(f32x4.sub, power, magic);
  const high = step(subtract, x, step(f32x4.mul, n, float(LN2_HIGH)));
  const rest = step(subtract, high, step(f32x4.mul, n, float(LN2_LOW)));
  return { power, rest };
}

/** (e^r − 1 − r) / r² */
export function tail({ step, float }: OperationSteps, rest: Values, negated = false): Values {
  const add = negated ? f32x4.sub : f32x4.add;
  const [first, second, ...others] = TAIL;
  let p = step(add, float(second), step(f32x4.mul, rest, float(first)));
  for (const coefficient of others) p = step(add, float(coefficient), step(f32x4.mul, p, rest));
  return p;
}

/** e^r − 1, negated where r is. */
export function minusOne({ step }: OperationSteps, rest: Values, tail: Values, negated = false): Values {
  const square = step(f32x4.mul, rest, rest);
  return step(negated ? f32x4.sub : f32x4.add, rest, step(f32x4.mul, square, tail));
}

/** How many vectors go side by side through what is before and after the polynomial: with more, the values would not stay in 16 registers. */
const GROUP = 2;

/**
 * An operation made of an exponential, whose polynomial, the longest chain, is taken for all vectors side by side, but what comes before
 * and after it for a few at a time.
 */
export function aroundTail<Part extends Reduced>(
  call: OperationSteps,
  start: (x: Values) => Part,
  finish: (part: Part, tail: Values, x: Values) => Values,
  negated = false,
): Values {
  const vectors = groups(call.operands[0]);
  const parts = vectors.map(start);
  const tails = groups(
    tail(
      call,
      parts.flatMap(({ rest }) => rest),
      negated,
    ),
  );
  return parts.flatMap((part, index) => finish(part, tails[index], vectors[index]));
}

function groups(values: Values): Values[] {
  return Array.from({ length: Math.ceil(values.length / GROUP) }, (_, index) => values.slice(index * GROUP, (index + 1) * GROUP));
}
