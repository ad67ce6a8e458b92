import type { Forecaster } from './backtest.js';
import { rollingOrigin } from './backtest.js';
import { drift, naive, seasonalNaive, seasonalRandomWalk } from './baselines.js';
import { meanAbsoluteError, meanAbsoluteScaledError, rootMeanSquaredError } from './metrics.js';

/** The errors of one method over the same values as the others. */
export interface MethodError {
  readonly method: string;
  readonly rootMeanSquaredError: number;
  readonly meanAbsoluteError: number;
  /** In units of the seasonal naive forecast's error in the training part; null where that made none. */
  readonly meanAbsoluteScaledError: number | null;
}

/** The errors of one-step forecasts of values[training …]. */
export function methodError(method: string, forecasts: ArrayLike<number>, values: Float64Array, training: number, period: number): MethodError {
  const actual = values.slice(training);
  const scaled = meanAbsoluteScaledError(forecasts, actual, values.slice(0, training), period);
  return {
    method,
    rootMeanSquaredError: rootMeanSquaredError(forecasts, actual),
    meanAbsoluteError: meanAbsoluteError(forecasts, actual),
    meanAbsoluteScaledError: Number.isFinite(scaled) ? scaled : null,
  };
}

/** The baselines' errors one step ahead over values[training …]. */
export function baselineErrors(values: Float64Array, training: number, period: number): MethodError[] {
  const baselines: Record<string, Forecaster> = {
    naive,
    ...(period > 1 ? { 'seasonal naive': seasonalNaive(period), 'seasonal random walk': seasonalRandomWalk(period) } : {}),
    drift,
  };
  return Object.entries(baselines).map(([method, forecaster]) => {
    const { rows } = rollingOrigin(values, forecaster, { first: training });
    return methodError(method, rows.map(({ forecast }) => forecast), values, training, period);
  });
}
