const round = Math.fround;

const LOG2_E = round(1.4426950408889634);
/** ln 2 in two parts: the first has so few bits that n·LN2_HIGH is exact for |n| ≤ 256. */
const LN2_HIGH = round(0.693145751953125);
const LN2_LOW = round(1.428606765330187e-6);

const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

/** 2^n for −126 ≤ n ≤ 127, by writing the exponent field. */
function powerOfTwo(n: number): number {
  bits[0] = (n + 127) << 23;
  return float[0];
}

/** Halves go to the even neighbour, as `f32x4.nearest` does; |x| < 2^22. */
function nearest(x: number): number {
  return round(round(x + 12582912) - 12582912);
}

/** (e^r − 1 − r) / r² on |r| ≤ ln 2 / 2: Taylor coefficients 1/2! … 1/7!, which suffice there. */
function tail(r: number): number {
  let p = round(1 / 5040);
  p = round(round(p * r) + round(1 / 720));
  p = round(round(p * r) + round(1 / 120));
  p = round(round(p * r) + round(1 / 24));
  p = round(round(p * r) + round(1 / 6));
  return round(round(p * r) + 0.5);
}

/**
 * e^x in float32, every step rounded to float32 so that any engine gives the same bits.
 * x = n·ln 2 + r, e^x = 2^n·e^r; 2^n is applied in two factors so that subnormal results come out right.
 * At most 1.1 ulp. e^−∞ = 0, e^NaN = NaN, above 88.7228… ∞.
 */
export function exp32(x: number): number {
  if (x !== x) return NaN;
  const clamped = Math.min(Math.max(x, -105), 89);
  const n = nearest(round(clamped * LOG2_E));
  const r = round(round(clamped - round(n * LN2_HIGH)) - round(n * LN2_LOW));
  const value = round(round(r + round(round(r * r) * tail(r))) + 1);
  const half = n >> 1;
  return round(round(value * powerOfTwo(half)) * powerOfTwo(n - half));
}

/**
 * e^x − 1 in float32 for x ≤ 0, without cancellation near 0: 2^n·(e^r − 1) + (2^n − 1).
 * Below −20 the result is −1.
 */
export function expMinusOne32(x: number): number {
  if (x !== x) return NaN;
  const clamped = Math.max(x, -20);
  const n = nearest(round(clamped * LOG2_E));
  const r = round(round(clamped - round(n * LN2_HIGH)) - round(n * LN2_LOW));
  const p = round(r + round(round(r * r) * tail(r)));
  const scale = powerOfTwo(n);
  return round(round(scale * p) + round(scale - 1));
}
