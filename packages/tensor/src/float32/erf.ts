import { exp32 } from './exp.js';

const round = Math.fround;

/** (erf x)/x − 1 in powers of x² on |x| < 0.9375, least greatest relative error of erf. */
const CENTRAL = [0.12837916612625122, -0.37612631916999817, 0.1128367930650711, -0.0268584955483675, 0.0051988279446959496, -0.0008118054829537868, 8.267378871096298e-5];
/** −ln(1 − erf x) in powers of x on 0.9375 ≤ x ≤ 3.95, least greatest error of 1 − erf. */
const TAIL = [0.00023504099226556718, 1.127512812614441, 0.6374568343162537, 0.10369028151035309, -0.022110452875494957, 0.0030139675363898277, -0.0001929525169543922];

function polynomial(coefficients: readonly number[], x: number): number {
  let p = round(coefficients[coefficients.length - 1]);
  for (let index = coefficients.length - 2; index >= 0; index--) p = round(round(p * x) + round(coefficients[index]));
  return p;
}

/**
 * Error function 2/√π ∫₀ˣ e^(−t²) dt in float32: an odd polynomial near 0, 1 − e^(−polynomial) further out, every step rounded.
 * At most 1.4 ulp; ±1 from |x| ≥ 3.92 on, NaN stays NaN, −0 stays −0.
 */
export function erf32(x: number): number {
  if (x !== x) return NaN;
  const magnitude = Math.abs(x);
  if (magnitude < 0.9375) return round(x + round(x * polynomial(CENTRAL, round(x * x))));
  const value = round(1 - exp32(-polynomial(TAIL, Math.min(magnitude, round(3.95)))));
  return x < 0 ? -value : value;
}
