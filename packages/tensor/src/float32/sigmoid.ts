import { exp32 } from './exp.js';

const round = Math.fround;

/**
 * Logistic function 1 / (1 + e^−x) in float32. With u = e^−|x| it is 1 / (1 + u), or u / (1 + u) for x < 0,
 * so small results keep their relative accuracy. At most 2.41 ulp (subnormal results included); NaN stays NaN. Where the
 * rounded 1 + u steps up, −1.95 < x < −0.69, a result may lie one ulp below that of a smaller neighbour.
 */
export function sigmoid32(x: number): number {
  const u = exp32(-Math.abs(x));
  return round((x < 0 ? u : 1) / round(1 + u));
}
