import { describe } from '@rekur/tensor';
import { TaskError } from '../error.js';
import { meanAbsoluteError, rootMeanSquaredError } from './metrics.js';
import { requireFiniteValues, requireWhole } from './series.js';

/** A method of forecasting: the next `horizon` values from what is known, oldest first. */
export type Forecaster = (history: Float64Array, horizon: number) => ArrayLike<number>;

/** One forecast beside what came. */
export interface BacktestRow {
  /** Values known when the forecast was made. */
  readonly origin: number;
  /** Steps ahead, from 1. */
  readonly horizon: number;
  readonly forecast: number;
  readonly actual: number;
}

export interface RollingOriginOptions {
  /** Values known at the first origin. */
  readonly first: number;
  /** Steps ahead that are forecast at each origin; 1 unless given. */
  readonly horizon?: number;
  /** Values from one origin to the next; 1 unless given. */
  readonly step?: number;
}

export interface BacktestResult {
  readonly rows: readonly BacktestRow[];
  /** Over all rows, in units of the values. */
  readonly rootMeanSquaredError: number;
  readonly meanAbsoluteError: number;
}

/**
 * Rolling-origin evaluation (Tashman 2000; time series cross-validation in Hyndman & Athanasopoulos, section 5.10): at
 * each origin the method sees the values before it and nothing else. Forecasts beyond the last value are not counted.
 * @throws TaskError for an origin outside the values, a horizon or step that is none, values that are not finite.
 */
export function rollingOrigin(values: ArrayLike<number>, forecaster: Forecaster, options: RollingOriginOptions): BacktestResult {
  const { first, horizon = 1, step = 1 } = options;
  requireWhole('rollingOrigin', 'horizon', horizon, 1, Number.MAX_SAFE_INTEGER);
  requireWhole('rollingOrigin', 'step', step, 1, Number.MAX_SAFE_INTEGER);
  if (!Number.isSafeInteger(first) || first < 1 || first >= values.length) {
    throw new TaskError(
      describe('rollingOrigin', 'not a first origin', String(first), `a whole number from 1 to ${values.length - 1} is expected for ${values.length} values`),
    );
  }
  requireFiniteValues('rollingOrigin', 'the series', values);
  const all = Float64Array.from(values);
  const rows: BacktestRow[] = [];
  for (let origin = first; origin < all.length; origin += step) {
    const forecasts = forecaster(all.slice(0, origin), horizon);
    for (let ahead = 1; ahead <= horizon && origin + ahead <= all.length; ahead++) {
      rows.push({ origin, horizon: ahead, forecast: forecasts[ahead - 1], actual: all[origin + ahead - 1] });
    }
  }
  const forecasts = rows.map((row) => row.forecast);
  const actual = rows.map((row) => row.actual);
  return { rows, rootMeanSquaredError: rootMeanSquaredError(forecasts, actual), meanAbsoluteError: meanAbsoluteError(forecasts, actual) };
}
