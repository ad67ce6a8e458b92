import { requireOptions } from '../require.js';
import type { CountedOptions, Numbers } from './counted.js';
import { counted, meanOf } from './counted.js';

/**
 * Mean pinball loss of forecasts of the quantile at `level` (Koenker & Bassett 1978): level·(y − q̂) where the actual y is
 * above the forecast q̂, (1 − level)·(q̂ − y) below. NaN of no forecasts.
 * @throws ShapeError, ValueError for a level outside 0 … 1
 */
export function pinballLoss(forecasts: Numbers, actual: Numbers, level: number, options?: CountedOptions): number {
  requireOptions('pinballLoss', { level }, (value) => value > 0 && value < 1, 'a number between 0 and 1 is expected');
  const values = counted('pinballLoss', { forecasts, actual }, options);
  return meanOf(
    values.forecasts.map((forecast, index) => {
      const error = values.actual[index] - forecast;
      return error >= 0 ? level * error : (level - 1) * error;
    }),
  );
}
