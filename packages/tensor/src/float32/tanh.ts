import { expMinusOne32 } from './exp.js';

const round = Math.fround;

/**
 * Hyperbolic tangent in float32: with u = e^(−2|x|) − 1, tanh |x| = |u| / (u + 2); the sign is put back.
 * At most 2.5 ulp; ±1 from |x| ≥ 9.1 on, NaN stays NaN, −0 stays −0.
 */
export function tanh32(x: number): number {
  const u = expMinusOne32(round(-2 * Math.abs(x)));
  const magnitude = round(Math.abs(u) / round(u + 2));
  return x < 0 || Object.is(x, -0) ? -magnitude : magnitude;
}
