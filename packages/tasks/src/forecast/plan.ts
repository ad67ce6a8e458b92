import type { Differencing } from './differencing.js';
import type { LinearChoice } from './linearPath.js';
import { chooseLinearPath } from './linearPath.js';
import type { NetworkForm } from './network.js';
import type { Period } from './period.js';
import { periodOf } from './period.js';
import type { Preprocessing } from './preprocessing.js';
import { fitPreprocessing } from './preprocessing.js';
import type { ForecastSeries } from './series.js';
import { requireSeries } from './series.js';
import type { ForecastSettings, ForecastSettingsOptions } from './settings.js';
import { resolveSettings } from './settings.js';

/** Values [0, start) are fitted to, values [start, end) are forecast, each from all before it. */
export interface Fold {
  readonly start: number;
  readonly end: number;
}

/** What was inferred from the training part before any network is trained: plain data. */
export interface ForecastPlan extends Period {
  readonly settings: ForecastSettings;
  /** Values before the held-out ones. */
  readonly training: number;
  /** Choices are made by the errors in these: blocks of equal length, one after the other, at the end of the training part. */
  readonly folds: readonly Fold[];
  readonly preprocessing: Preprocessing;
  readonly linear: LinearChoice;
  readonly network: NetworkForm;
  /** Updates of a network after which its corrections are looked at. */
  readonly stops: readonly number[];
}

/** Part of the training part that choices are made on. */
const CHOOSING_PART = 0.4;
const MOST_SEASONS_FOR_CHOOSING = 5;
const FOLDS = 3;

/**
 * Looks at the training part and decides everything that needs no network.
 * @throws TaskError for a series or options that cannot be used.
 */
export function planForecast(series: ForecastSeries, options: ForecastSettingsOptions = {}): ForecastPlan {
  requireSeries(series);
  const found = periodOf(series, options.holdout);
  const settings = resolveSettings(series, options, found.period);
  const training = series.values.length - settings.holdout;
  const folds = foldsOf(training, found.period);
  const [{ start: first, end }] = folds;
  const values = Float64Array.from(series.values);
  const positive = values.every((value) => value > 0);
  const linear = chooseLinearPath(values.slice(0, training), { period: found.period, first, every: end - first, positive });
  return {
    ...found,
    settings,
    training,
    folds,
    preprocessing: fitPreprocessing(linear.transform, values.slice(0, first)),
    linear,
    network: { differencing: heaviestDifferencing(linear), window: settings.window, hidden: settings.hidden },
    stops: stopsOf(settings.steps),
  };
}

function foldsOf(training: number, period: number): Fold[] {
  const wanted = Math.max(CHOOSING_PART * training, Math.min(12, training / 2));
  const most = MOST_SEASONS_FOR_CHOOSING * Math.max(period, 12);
  // A whole season and two values must come before, for the seasonal baselines to be among the candidates.
  const length = Math.floor(Math.min(wanted, most, training - (period > 1 ? period + 2 : 2)) / FOLDS);
  return Array.from({ length: FOLDS }, (_, index) => {
    const end = training - (FOLDS - 1 - index) * length;
    return { start: end - length, end };
  });
}

/** The differences with the greatest share in the linear path. */
function heaviestDifferencing({ shares }: LinearChoice): Differencing {
  const weights = new Map<string, { weight: number; differencing: Differencing }>();
  for (const { form, weight } of shares) {
    const { ordinary, seasonal, period } = form;
    const key = `${ordinary} ${seasonal}`;
    weights.set(key, { weight: (weights.get(key)?.weight ?? 0) + weight, differencing: { ordinary, seasonal, period } });
  }
  return [...weights.values()].reduce((most, each) => (each.weight > most.weight ? each : most)).differencing;
}

/** A sixteenth of the steps, an eighth, … all of them. */
function stopsOf(steps: number): number[] {
  const stops = [16, 8, 4, 2, 1].map((part) => Math.max(1, Math.round(steps / part)));
  return stops.filter((stop, index) => stop !== stops[index - 1]);
}
