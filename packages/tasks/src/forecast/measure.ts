import type { Engine } from '@rekur/tensor';
import type { BacktestRow } from './backtest.js';
import { baselineErrors, methodError } from './comparison.js';
import type { Backtest } from './model.js';
import type { ForecastPlan } from './plan.js';
import { createScaledForecaster } from './predict.js';
import { restore } from './preprocessing.js';
import type { Fitted } from './recipe.js';
import { residualDistribution, residualQuantile } from './residuals.js';

/** Levels whose intervals are checked on the held-out end. */
const LEVELS = [0.8, 0.95];

/** What the held-out end showed. */
export interface Measurement {
  readonly backtest: Backtest;
  readonly forecasts: readonly BacktestRow[];
  /** On the model's scale: actual − forecast. */
  readonly residuals: Float64Array;
}

/**
 * Forecasts the held-out values one step ahead with what was fitted before them, beside the baselines.
 * @param known residuals from inside the training part, from which intervals are made
 */
export function measure(plan: ForecastPlan, { path, network }: Fitted, values: Float64Array, scaled: Float64Array, known: Float64Array, engine: Engine): Measurement {
  const { training, period, preprocessing } = plan;
  const origins = Array.from({ length: values.length - training }, (_, index) => ({ values: scaled, time: training + index }));
  const forecastWith = (stops: typeof network.stops): Float64Array =>
    createScaledForecaster({ linear: path.recursion, network: { ...network, stops } }, engine)(origins);
  const toSeries = (forecasts: Float64Array): Float64Array => forecasts.map((value) => restore(preprocessing, value));
  const own = forecastWith(network.stops);
  const forecasts = toSeries(own);
  const distribution = residualDistribution(known);
  const inside = (level: number): number =>
    origins.filter(({ time }, index) => {
      const residual = scaled[time] - own[index];
      return residual >= residualQuantile(distribution, (1 - level) / 2) && residual <= residualQuantile(distribution, (1 + level) / 2);
    }).length / origins.length;
  return {
    backtest: {
      rows: [
        methodError('rekur', forecasts, values, training, period),
        methodError('rekur without LSTM', toSeries(forecastWith([])), values, training, period),
        ...baselineErrors(values, training, period),
      ],
      coverage: LEVELS.map((level) => ({ level, share: inside(level) })),
    },
    forecasts: Array.from(forecasts, (forecast, index) => ({ origin: training + index, horizon: 1, forecast, actual: values[training + index] })),
    residuals: own.map((each, index) => scaled[training + index] - each),
  };
}
