import { describe, ValueError } from '../error.js';
import { log32 } from '../float32/log.js';
import { fromData } from '../operations/create.js';
import type { Shape } from '../shape.js';
import { checkShape, sizeOf } from '../shape.js';
import type { Tensor } from '../tensor.js';
import type { RandomKey } from './key.js';
import { randomBits } from './key.js';

const round = Math.fround;
const UNIT = round(1 / 16777216);

/** Evenly distributed float32 in [min, max): 24 random bits each. @throws ValueError unless min < max in float32 */
export function uniform(key: RandomKey, shape: Shape, { min = 0, max = 1 }: { min?: number; max?: number } = {}): Tensor {
  checkShape('uniform', shape);
  const bits = randomBits(key, sizeOf(shape));
  const low = round(min);
  const span = round(round(max) - low);
  if (!(span > 0 && span < Infinity)) {
    throw new ValueError(describe('uniform', 'not an interval', `from ${min} to ${max}`, 'min < max is expected, and max − min finite in float32'));
  }
  const below = largestBelow(round(max));
  const values = Float32Array.from(bits, (word) => Math.min(round(round(round((word >>> 8) * UNIT) * span) + low), below));
  return fromData(values, shape);
}

/** The float32 next below `x`, so that rounding never reaches the open end of an interval. */
function largestBelow(x: number): number {
  const float = new Float32Array([x]);
  const bits = new Int32Array(float.buffer);
  if (x === 0) return round(-1e-45);
  bits[0] += x > 0 ? -1 : 1;
  return float[0];
}

/**
 * Normally distributed float32 with the given mean and standard deviation: the inverse error function of uniform numbers.
 * @throws ValueError unless the mean is finite, and the deviation finite and 0 or more
 */
export function normal(key: RandomKey, shape: Shape, { mean = 0, deviation = 1 }: { mean?: number; deviation?: number } = {}): Tensor {
  checkShape('normal', shape);
  if (!Number.isFinite(mean) || !Number.isFinite(deviation) || deviation < 0) {
    throw new ValueError(describe('normal', 'no such distribution', `mean ${mean}, deviation ${deviation}`, 'finite numbers are expected, the deviation 0 or more'));
  }
  const bits = randomBits(key, sizeOf(shape));
  const scale = round(round(deviation) * round(Math.SQRT2));
  // Odd multiples of 2^−23: symmetric in (−1, 1), never −1 or 1.
  const values = Float32Array.from(bits, (word) => {
    const u = round(((word >>> 9) * 2 + 1) * UNIT - 0.5) * 2;
    return round(round(scale * inverseErf(u)) + round(mean));
  });
  return fromData(values, shape);
}

const CENTRAL = [2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 2.1858087e-4, -1.25372503e-3, -4.17768164e-3, 0.246640727, 1.50140941].map(round);
const TAIL = [-2.00214257e-4, 1.00950558e-4, 1.34934322e-3, -3.67342844e-3, 5.73950773e-3, -7.6224613e-3, 9.43887047e-3, 1.00167406, 2.83297682].map(round);

/** erf⁻¹ in float32 by Giles's polynomials ("Approximating the erfinv function", 2012); |x| < 1. */
function inverseErf(x: number): number {
  const w = -log32(round(round(1 - x) * round(1 + x)));
  const central = w < 5;
  const t = central ? round(w - 2.5) : round(round(Math.sqrt(w)) - 3);
  const coefficients = central ? CENTRAL : TAIL;
  let p = coefficients[0];
  for (let index = 1; index < coefficients.length; index++) p = round(coefficients[index] + round(p * t));
  return round(p * x);
}

/** The numbers 0 … n − 1 in random order (Fisher–Yates). @throws ValueError unless n is a whole number, 0 or more */
export function permutation(key: RandomKey, n: number): Int32Array {
  const bits = randomBits(key, n);
  const order = Int32Array.from({ length: n }, (_, index) => index);
  for (let i = n - 1; i > 0; i--) {
    const j = scaled(bits[i], i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** A 32-bit word mapped to 0 … count − 1: the high part of word · count, exact for count < 2^21. */
function scaled(word: number, count: number): number {
  return Math.floor((word * count) / 4294967296);
}

/**
 * One index drawn with the given weights (not negative, not all 0), which need not sum to 1.
 * @throws ValueError for weights that are negative, not finite or all 0.
 */
export function categorical(key: RandomKey, weights: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < weights.length; index++) total += weights[index] >= 0 ? weights[index] : NaN;
  if (!(total > 0) || total === Infinity) {
    throw new ValueError(describe('categorical', 'not weights', `their sum is ${total}`, 'finite weights, 0 or more, not all 0, are expected'));
  }
  const target = (randomBits(key, 1)[0] / 4294967296) * total;
  let sum = 0;
  let last = 0;
  for (let index = 0; index < weights.length; index++) {
    if (weights[index] === 0) continue;
    sum += weights[index];
    last = index;
    if (target < sum) return index;
  }
  return last;
}
