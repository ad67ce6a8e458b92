import { dataError } from '../error.js';
import { exp64, log64 } from '../math64.js';
import type { Scaler } from './scaler.js';

export type LogScaler = Scaler<{ readonly kind: 'log' }>;

/**
 * The natural logarithm, for values that grow in proportion; undone by exp. Nothing is fitted.
 * `transform` throws DataError for a value that is not positive and finite.
 */
export function logScaler(): LogScaler {
  return {
    transform: (values) => Float64Array.from(values, positiveLog),
    invert: (scaled) => Float64Array.from(scaled, exp64),
    toJSON: () => ({ kind: 'log' }),
  };
}

function positiveLog(value: number, index: number): number {
  if (value > 0 && value < Infinity) return log64(value);
  throw dataError(
    'logScaler',
    'value has no logarithm',
    `values[${index}] is ${value}`,
    'positive finite values are expected',
    'use standardScaler or minMaxScaler',
  );
}
