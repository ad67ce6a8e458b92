export { meanAbsoluteScaledError } from '@rekur/train';

/** √ mean (forecast − actual)². NaN for no forecasts. */
export function rootMeanSquaredError(forecasts: ArrayLike<number>, actual: ArrayLike<number>): number {
  return Math.sqrt(meanOver(forecasts.length, (index) => (forecasts[index] - actual[index]) * (forecasts[index] - actual[index])));
}

/** Mean |forecast − actual|. NaN for no forecasts. */
export function meanAbsoluteError(forecasts: ArrayLike<number>, actual: ArrayLike<number>): number {
  return meanOver(forecasts.length, (index) => Math.abs(forecasts[index] - actual[index]));
}

function meanOver(count: number, term: (index: number) => number): number {
  if (count < 1) return NaN;
  let sum = 0;
  for (let index = 0; index < count; index++) sum += term(index);
  return sum / count;
}
