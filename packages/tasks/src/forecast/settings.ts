import { describe } from '@rekur/tensor';
import { TaskError } from '../error.js';
import type { ForecastSeries } from './series.js';
import { requireWhole, SHORTEST_TRAINING } from './series.js';

/** What decides a model to the bit, together with the series. */
export interface ForecastSettings {
  /** The networks' first parameters and the order of their batches come from it. */
  readonly seed: number;
  /** Values at the end that nothing is fitted to and no choice depends on, until the model is measured on them. */
  readonly holdout: number;
  /** Steps that `forecast` looks ahead unless told otherwise. */
  readonly horizon: number;
  /** Networks whose corrections are averaged. */
  readonly networks: number;
  /** Units of an LSTM. */
  readonly hidden: number;
  /** Steps that an LSTM reads before each forecast. */
  readonly window: number;
  /** Most updates of a network; how many there are is chosen from fractions of it. */
  readonly steps: number;
}

export type ForecastSettingsOptions = { -readonly [name in keyof ForecastSettings]?: ForecastSettings[name] };

/** All of them are whole numbers. */
export const settingNames = ['seed', 'holdout', 'horizon', 'networks', 'hidden', 'window', 'steps'] as const satisfies readonly (keyof ForecastSettings)[];

const LONGEST_HORIZON = 10_000;
const MOST_SEASONS_HELD_OUT = 4;
const MOST_HELD_OUT = 48;

/** Default: a third of the series, at most 4 seasons, or 48 values without seasons. */
export function defaultHoldout(length: number, period: number): number {
  return Math.min(Math.floor(length / 3), period > 1 ? MOST_SEASONS_HELD_OUT * period : MOST_HELD_OUT);
}

/**
 * The settings given, and defaults for the others.
 * @throws TaskError for numbers that are no such setting, or a holdout that leaves too little to learn from.
 */
export function resolveSettings(series: ForecastSeries, options: ForecastSettingsOptions, period: number): ForecastSettings {
  const { length } = series.values;
  const { seed = 1, holdout = defaultHoldout(length, period), horizon = period > 1 ? period : 12 } = options;
  const { networks = 3, hidden = 8, window = 12, steps = 128 } = options;
  requireWhole('trainForecast', 'seed', seed, 0, Number.MAX_SAFE_INTEGER);
  requireHoldout(series, holdout);
  requireHorizon('trainForecast', horizon);
  requireWhole('trainForecast', 'number of networks', networks, 1, 100);
  requireWhole('trainForecast', 'number of hidden units', hidden, 1, 1024);
  requireWhole('trainForecast', 'window', window, 1, 1000);
  requireWhole('trainForecast', 'number of steps', steps, 1, 100_000);
  return { seed, holdout, horizon, networks, hidden, window: Math.min(window, Math.floor((length - holdout) / 4)), steps };
}

/** @throws TaskError for a horizon that is none. */
export function requireHorizon(operation: string, horizon: number): void {
  requireWhole(operation, 'horizon', horizon, 1, LONGEST_HORIZON, '12 looks ahead twelve steps');
}

function requireHoldout({ name, values }: ForecastSeries, holdout: number): void {
  requireWhole('trainForecast', 'holdout', holdout, 1, Number.MAX_SAFE_INTEGER);
  if (values.length - holdout >= SHORTEST_TRAINING) return;
  throw new TaskError(
    describe(
      'trainForecast',
      'holdout is too large',
      `${holdout} of the ${values.length} values of ${name}`,
      `at most ${values.length - SHORTEST_TRAINING} are expected, so that ${SHORTEST_TRAINING} are left to learn from`,
    ),
  );
}
