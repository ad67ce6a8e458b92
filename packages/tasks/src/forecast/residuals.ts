/**
 * A distribution as its sorted sample, from which quantiles of any probability can be read. The i-th of n residuals is taken for the
 * quantile i / (n + 1): a further one, exchangeable with them, lies below it with just that probability. In between the
 * quantiles are on a line, and so they are beyond the outermost residuals, along the line through the two outermost.
 */
export interface ResidualDistribution {
  readonly sorted: Float64Array;
}

/** Residuals less their mean: what forecasts err by around themselves. */
export function residualDistribution(residuals: ArrayLike<number>): ResidualDistribution {
  const all = Float64Array.from(residuals);
  const mean = all.reduce((sum, value) => sum + value, 0) / Math.max(1, all.length);
  return { sorted: all.map((value) => value - mean).sort() };
}

/** The value below which a residual lies with probability `probability`. */
export function residualQuantile({ sorted }: ResidualDistribution, probability: number): number {
  const { length } = sorted;
  if (length < 2) return length === 1 ? sorted[0] : 0;
  const position = probability * (length + 1) - 1;
  const below = Math.max(0, Math.min(length - 2, Math.floor(position)));
  return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
}
