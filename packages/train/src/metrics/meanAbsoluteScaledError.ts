import { requireOptions } from '../require.js';
import type { CountedOptions, Numbers } from './counted.js';
import { counted, elementsOf, meanOf } from './counted.js';

/**
 * Mean absolute error in units of the in-sample error of the seasonal naive forecast on the training part (Hyndman &
 * Koehler 2006): below 1 is better than that forecast was in training. Infinity where it made no error and this did; NaN
 * where neither did, there are no forecasts, or the training part is no longer than a period.
 * @throws ShapeError if forecasts and actual values differ in shape, ValueError for a period that is no count.
 */
export function meanAbsoluteScaledError(forecasts: Numbers, actual: Numbers, training: Numbers, period = 1, options?: CountedOptions): number {
  requireOptions('meanAbsoluteScaledError', { period }, (value) => Number.isInteger(value) && value > 0, 'a whole number above 0 is expected');
  const values = counted('meanAbsoluteScaledError', { forecasts, actual }, options);
  const error = meanOf(values.forecasts.map((forecast, index) => Math.abs(forecast - values.actual[index])));
  const past = Array.from(elementsOf(training));
  return error / meanOf(past.slice(period).map((value, index) => Math.abs(value - past[index])));
}
