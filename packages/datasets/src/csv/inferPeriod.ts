const longestPeriod = 750;
/** A season this weak is not told from chance. */
const weakest = 0.3;

/**
 * The length of the season in a series, in steps: the lag at which the series, its linear trend removed, resembles itself
 * most, again at twice that lag; of lags that do almost as well the shortest. 1 if there is no season to be seen.
 *
 * Needs three seasons, finds none longer than 750 steps. Changes from step to step are looked at if the values
 * themselves, wandering, show nothing.
 */
export function inferPeriod(values: ArrayLike<number>): number {
  const detrended = withoutTrend(values);
  // Of a straight line only rounding is left, which has patterns of its own.
  const size = Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (detrended.every((value) => Math.abs(value) <= 1e-9 * size)) return 1;
  const found = bestLag(detrended, weakest);
  if (found > 1) return found;
  const changes = detrended.slice(1).map((value, index) => value - detrended[index]);
  return bestLag(changes, 0.5);
}

function bestLag(values: Float64Array, threshold: number): number {
  const longest = Math.min(longestPeriod, Math.floor(values.length / 3));
  if (longest < 2) return 1;
  const r = autocorrelation(values, 2 * longest);
  const score = (lag: number) => Math.min(r[lag], r[2 * lag]);
  const peaks: number[] = [];
  for (let lag = 2; lag <= longest; lag++) if (r[lag] > r[lag - 1] && r[lag] >= r[lag + 1]) peaks.push(lag);
  const best = peaks.reduce((most, lag) => Math.max(most, score(lag)), -1);
  if (best < Math.max(threshold, 2.5 / Math.sqrt(values.length))) return 1;
  const first = peaks.find((lag) => score(lag) >= 0.85 * best) ?? 1;
  // Noise splits a broad peak: the highest nearby is meant.
  const nearby = peaks.filter((lag) => lag >= first && lag <= 1.2 * first);
  return nearby.reduce((most, lag) => (score(lag) > score(most) ? lag : most), first);
}

/** The values less their least-squares line. */
function withoutTrend(values: ArrayLike<number>): Float64Array {
  const middle = (values.length - 1) / 2;
  let sum = 0;
  let slope = 0;
  let squares = 0;
  for (let index = 0; index < values.length; index++) {
    sum += values[index];
    slope += (index - middle) * values[index];
    squares += (index - middle) * (index - middle);
  }
  const mean = sum / values.length;
  slope = squares > 0 ? slope / squares : 0;
  return Float64Array.from(values, (value, index) => value - mean - slope * (index - middle));
}

/** Correlation of the values with themselves at lags 0 … longest, each over the pairs there are; 0 for equal values. */
function autocorrelation(values: Float64Array, longest: number): Float64Array {
  const { length } = values;
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / length;
  return Float64Array.from({ length: longest + 1 }, (_, lag) => {
    let sum = 0;
    for (let index = lag; index < length; index++) sum += (values[index] - mean) * (values[index - lag] - mean);
    return variance > 0 && lag < length ? sum / (length - lag) / variance : 0;
  });
}
