import { dataError } from '../error.js';
import { requireFinite } from '../require.js';
import type { Scaler } from './scaler.js';

export type MinMaxScaler = Scaler<{ readonly kind: 'min-max'; readonly min: number; readonly max: number }>;

/**
 * The smallest of the given values to 0, the largest to 1; values outside lie outside. Equal values go to 0.
 * Fit it on the training part alone.
 * @throws DataError if there are no values, one is not finite, or their span is beyond float64.
 */
export function minMaxScaler(values: ArrayLike<number>): MinMaxScaler {
  requireFinite('minMaxScaler', values);
  let min = Infinity;
  let max = -Infinity;
  for (let index = 0; index < values.length; index++) {
    min = Math.min(min, values[index]);
    max = Math.max(max, values[index]);
  }
  if (max - min < Infinity) return minMaxScalerOf(min, max);
  const mend = 'change the unit of the values';
  throw dataError('minMaxScaler', 'values are too large', `${min} to ${max}`, 'a finite span is expected', mend);
}

/** The min-max scaler of known bounds. */
export function minMaxScalerOf(min: number, max: number): MinMaxScaler {
  const span = max > min ? max - min : 1;
  return {
    transform: (values) => Float64Array.from(values, (value) => (value - min) / span),
    invert: (scaled) => Float64Array.from(scaled, (value) => value * span + min),
    toJSON: () => ({ kind: 'min-max', min, max }),
  };
}
