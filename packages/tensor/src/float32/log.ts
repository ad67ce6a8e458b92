const round = Math.fround;

const LN2_HIGH = round(0.693359375);
const LN2_LOW = round(-2.12194440e-4);
const SQRT_HALF = round(0.7071067811865476);

const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

/** Minimax coefficients of (log(1+m) − m + m²/2) / m³ on [√½ − 1, √2 − 1] (Moshier, Cephes `logf`). */
const COEFFICIENTS = [
  7.0376836292e-2, -1.151461031e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1,
  -2.4999993993e-1, 3.3333331174e-1,
].map(round);

/**
 * Natural logarithm in float32, every step rounded: x = 2^e·(1 + m) with √½ ≤ 1 + m < √2.
 * At most 1 ulp. log 0 = −∞, log ∞ = ∞, of a negative or NaN: NaN. Subnormal input is scaled first.
 */
export function log32(x: number): number {
  if (!(x >= 0)) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  let exponent = 0;
  if (x < 1.1754943508222875e-38) {
    x = round(x * 8388608);
    exponent = -23;
  }
  float[0] = x;
  exponent += (bits[0] >>> 23) - 126;
  bits[0] = (bits[0] & 0x007fffff) | 0x3f000000;
  let m = float[0];
  if (m < SQRT_HALF) {
    exponent -= 1;
    m = round(round(m + m) - 1);
  } else {
    m = round(m - 1);
  }
  const square = round(m * m);
  let p = COEFFICIENTS[0];
  for (let index = 1; index < COEFFICIENTS.length; index++) p = round(round(p * m) + COEFFICIENTS[index]);
  let y = round(round(round(p * m) * square) + round(exponent * LN2_LOW));
  y = round(y - round(0.5 * square));
  return round(round(m + y) + round(exponent * LN2_HIGH));
}
