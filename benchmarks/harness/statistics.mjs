// Medians, and ratios that a machine's slow minute does not move.

export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median over the rounds of the ratio within a round. Rounds that one of both lacks are left out. */
export function pairedRatio(numerators, denominators) {
  const rounds = Math.min(numerators.length, denominators.length);
  return median(Array.from({ length: rounds }, (_, round) => numerators[round] / denominators[round]));
}

/** Billions of operations per second. */
export const gigaflops = (flops, milliseconds) => flops / milliseconds / 1e6;
