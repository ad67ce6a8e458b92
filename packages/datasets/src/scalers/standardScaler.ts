import { dataError } from '../error.js';
import { requireFinite } from '../require.js';
import type { Scaler } from './scaler.js';

export type StandardScaler = Scaler<{ readonly kind: 'standard'; readonly mean: number; readonly deviation: number }>;

/**
 * (x − mean) ÷ standard deviation of the given values (over n, not n − 1). Equal values have deviation 1.
 * Fit it on the training part alone.
 * @throws DataError if there are no values, one is not finite, or the deviation is beyond float64.
 */
export function standardScaler(values: ArrayLike<number>): StandardScaler {
  requireFinite('standardScaler', values);
  let sum = 0;
  let equal = true;
  for (let index = 0; index < values.length; index++) {
    sum += values[index];
    equal &&= values[index] === values[0];
  }
  // Not by way of the mean, which is rounded: 0.1 + 0.1 + 0.1 is not 3 · 0.1.
  if (equal) return standardScalerOf(values[0], 1);
  const mean = sum / values.length;
  let squares = 0;
  for (let index = 0; index < values.length; index++) {
    const distance = values[index] - mean;
    squares += distance * distance;
  }
  const deviation = Math.sqrt(squares / values.length);
  if (deviation > 0 && deviation < Infinity) return standardScalerOf(mean, deviation);
  throw dataError(
    'standardScaler',
    'values are too large or too close',
    `standard deviation ${deviation}`,
    'one above 0 and below infinity is expected',
    'change the unit of the values',
  );
}

/** The standard scaler of a known mean and deviation. */
export function standardScalerOf(mean: number, deviation: number): StandardScaler {
  return {
    transform: (values) => Float64Array.from(values, (value) => (value - mean) / deviation),
    invert: (scaled) => Float64Array.from(scaled, (value) => value * deviation + mean),
    toJSON: () => ({ kind: 'standard', mean, deviation }),
  };
}
