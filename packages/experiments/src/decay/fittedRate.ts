/**
 * The rate by which positive values grow or shrink from one to the next: e to the slope of their logarithms over the index, by least squares.
 * Values outside `from` … `to` (indices, the last one excluded) and zeros do not count; undefined for fewer than two.
 */
export function fittedRate(values: readonly number[], from = 0, to = values.length): number | undefined {
  const points = values.flatMap((value, index) => (index >= from && index < to && value > 0 ? [{ x: index, y: Math.log(value) }] : []));
  if (points.length < 2) return undefined;
  const mean = (f: (point: { readonly x: number; readonly y: number }) => number): number => points.reduce((sum, point) => sum + f(point), 0) / points.length;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const slope = mean(({ x, y }) => (x - meanX) * (y - meanY)) / mean(({ x }) => (x - meanX) ** 2);
  return Math.exp(slope);
}
