/**
 * Error function 2/√π ∫₀ˣ e^(−t²) dt in float64, to 4 units in the last place. JavaScript's Math has none.
 * Up to 3 by the series e^(−x²)·Σ 2ⁿ·x^(2n+1)/(2n+1)!!, whose terms are all positive (Abramowitz & Stegun 7.1.6); beyond by
 * the continued fraction of 1 − erf (7.1.14), of which 1 needs few digits.
 */
export function erf64(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude !== magnitude || magnitude === 0) return x;
  const value = magnitude < 3 ? series(magnitude) : 1 - complement(Math.min(magnitude, 6));
  return x < 0 ? -value : value;
}

const TWO_BY_ROOT_PI = 1.1283791670955126;

function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return TWO_BY_ROOT_PI * Math.exp(-x * x) * sum;
}

/** e^(−x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))), from the innermost fraction out. */
function complement(x: number): number {
  let fraction = x;
  for (let n = 60; n > 0; n--) fraction = x + n / 2 / fraction;
  return (0.5 * TWO_BY_ROOT_PI * Math.exp(-x * x)) / fraction;
}
