import { describe, foldIn, permutation, randomKey } from '@rekur/tensor';
import { engineFor } from '@rekur/train';
import { TaskError } from '../error.js';
import type { RunOptions } from '../running.js';
import { tellPrepared } from '../running.js';
import type { ForecastModel } from './model.js';
import type { ScaledForecaster } from './predict.js';
import { createScaledForecaster, modelMemory, modelReach, requireKnown, steps } from './predict.js';
import { preprocess, restore } from './preprocessing.js';
import { residualDistribution, residualQuantile } from './residuals.js';
import { requireWhole } from './series.js';
import { requireHorizon } from './settings.js';
import { followingTimes } from './times.js';

export interface ForecastCallOptions extends RunOptions {
  /** Steps ahead. Default: that of the model's settings. */
  readonly horizon?: number;
  /** Probabilities that a value lies within its interval. Default [0.8, 0.95]. */
  readonly level?: readonly number[];
  /** Of the simulated paths. Default: the model's own. */
  readonly seed?: number;
  /** What is known now, oldest first, in place of the series that the model was trained on. */
  readonly history?: ArrayLike<number>;
  /** Simulated futures that the intervals are read from. Default 250, fewer for more than 24 steps, at least 100. */
  readonly paths?: number;
}

export interface Forecast {
  /** Labels of the steps, where those of the history can be continued. */
  readonly times?: readonly string[];
  /** The forecast if nothing unforeseen happens [horizon]: the one that is measured in the backtest. */
  readonly point: Float64Array;
  /** The middle of the simulated futures [horizon]. */
  readonly median: Float64Array;
  /** Their mean [horizon]. */
  readonly mean: Float64Array;
  readonly intervals: readonly ForecastInterval[];
}

export interface ForecastInterval {
  readonly level: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * Forecasts what follows, with intervals from simulated futures: in each step every path adds a residual, drawn from those
 * of the model's rolling-origin evaluation, to its own forecast and goes on from there (Hyndman & Athanasopoulos, section
 * 5.5, "prediction intervals from bootstrapped residuals"). The same seed gives the same bits.
 * @throws TaskError for options or a history that cannot be used.
 */
export function forecast(model: ForecastModel, options: ForecastCallOptions = {}): Forecast {
  const { horizon = model.card.settings.horizon, level = [0.8, 0.95], seed = model.card.settings.seed } = options;
  const { paths = defaultPaths(horizon) } = options;
  requireHorizon('forecast', horizon);
  requireWhole('forecast', 'seed', seed, 0, Number.MAX_SAFE_INTEGER);
  requireWhole('forecast', 'number of paths', paths, 10, 100_000);
  level.forEach(requireLevel);
  const known = Float64Array.from(options.history ?? model.history);
  requireEnough(model, known);
  const forecastScaled = createScaledForecaster(model, engineFor(options.engine), tellPrepared('forecast', 'the networks', options));
  const simulated = simulate(model, forecastScaled, known, { horizon, seed, paths });
  const column = (read: (step: number) => number): Float64Array => Float64Array.from({ length: horizon }, (_, step) => read(step));
  const quantile = (probability: number): Float64Array =>
    column((step) => restore(model.preprocessing, quantileOf(simulated.sorted[step], probability)));
  const times = options.history === undefined && model.times ? followingTimes(model.times, horizon) : undefined;
  return {
    ...(times ? { times } : {}),
    point: simulated.point.map((value) => restore(model.preprocessing, value)),
    median: quantile(0.5),
    mean: column((step) => simulated.sorted[step].reduce((sum, value) => sum + restore(model.preprocessing, value), 0) / paths),
    intervals: level.map((each) => ({ level: each, lower: quantile((1 - each) / 2), upper: quantile((1 + each) / 2) })),
  };
}

/** On the model's scale: the path without residuals [horizon], and the values of all others at each step, sorted. */
function simulate(
  model: ForecastModel,
  forecastScaled: ScaledForecaster,
  known: Float64Array,
  { horizon, seed, paths }: { horizon: number; seed: number; paths: number },
): { point: Float64Array; sorted: Float64Array[] } {
  const recent = preprocess(model.preprocessing, known.slice(-Math.max(modelReach(model), modelMemory(model))));
  const start = recent.length;
  const residuals = residualDistribution(model.residuals);
  const futures = Array.from({ length: paths + 1 }, () => {
    const values = new Float64Array(start + horizon);
    values.set(recent);
    return values;
  });
  const sorted = Array.from({ length: horizon }, (_, step) => {
    const time = start + step;
    const next = forecastScaled(futures.map((values) => ({ values, time })));
    // One draw from each of as many equal parts of the distribution as there are paths, in random order.
    const order = permutation(foldIn(randomKey(seed), step), paths);
    futures.forEach((values, path) => {
      values[time] = next[path] + (path < paths ? residualQuantile(residuals, (order[path] + 0.5) / paths) : 0);
    });
    return Float64Array.from({ length: paths }, (_, path) => futures[path][time]).sort();
  });
  return { point: futures[paths].slice(start), sorted };
}

/** A quantile of a sorted sample whose i-th of n is taken for the one of (i − ½) / n. */
function quantileOf(sorted: Float64Array, probability: number): number {
  const position = Math.max(0, Math.min(sorted.length - 1, probability * sorted.length - 0.5));
  const below = Math.min(sorted.length - 2, Math.floor(position));
  return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
}

/** Time grows with horizon times paths. */
function defaultPaths(horizon: number): number {
  return Math.max(100, Math.min(250, Math.floor(6000 / horizon)));
}

function requireLevel(level: number): void {
  if (level > 0 && level < 1) return;
  throw new TaskError(describe('forecast', 'not a level', String(level), 'a probability between 0 and 1 is expected', '0.95 gives 95 % intervals'));
}

function requireEnough(model: ForecastModel, known: Float64Array): void {
  requireKnown('forecast', model, known);
  const reach = modelReach(model);
  if (known.length >= reach) return;
  throw new TaskError(
    describe('forecast', 'history is too short', `${known.length} values`, `at least ${reach} ${reach === 1 ? 'is' : 'are'} expected, as the model looks ${steps(reach)} back`),
  );
}
