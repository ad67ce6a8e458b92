/** √ mean (forecast − actual)². NaN for no forecasts. */
export function rootMeanSquaredError(forecasts: ArrayLike<number>, actual: ArrayLike<number>): number {
  return Math.sqrt(meanOver(forecasts.length, (index) => (forecasts[index] - actual[index]) * (forecasts[index] - actual[index])));
}

/** Mean |forecast − actual|. NaN for no forecasts. */
export function meanAbsoluteError(forecasts: ArrayLike<number>, actual: ArrayLike<number>): number {
  return meanOver(forecasts.length, (index) => Math.abs(forecasts[index] - actual[index]));
}

/**
 * Mean absolute error in units of the in-sample error of the seasonal naive forecast on the training part (Hyndman &
 * Koehler 2006): below 1 is better than that forecast was in training. Infinity where it made no error and this did; NaN
 * where neither did or the training part is no longer than a period.
 */
export function meanAbsoluteScaledError(forecasts: ArrayLike<number>, actual: ArrayLike<number>, training: ArrayLike<number>, period = 1): number {
  const scale = meanOver(training.length - period, (index) => Math.abs(training[index + period] - training[index]));
  return meanAbsoluteError(forecasts, actual) / scale;
}

function meanOver(count: number, term: (index: number) => number): number {
  if (count < 1) return NaN;
  let sum = 0;
  for (let index = 0; index < count; index++) sum += term(index);
  return sum / count;
}
