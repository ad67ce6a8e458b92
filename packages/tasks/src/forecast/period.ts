import { inferPeriod } from '@rekur/datasets';
import { describe } from '@rekur/tensor';
import { TaskError } from '../error.js';
import type { ForecastSeries } from './series.js';
import { requireWhole } from './series.js';
import { defaultHoldout } from './settings.js';

/** The length of the season, and where it is known from. */
export interface Period {
  /** In steps; 1 if there is no season. */
  readonly period: number;
  readonly origin: 'given' | 'found' | 'not found';
}

/**
 * The period of the series as given, or as found in its training part: two seasons must fit before the held-out end.
 * @throws TaskError if a given one is not a period or too long.
 */
export function periodOf({ name, values, period }: ForecastSeries, holdout?: number): Period {
  if (period === undefined) {
    // How much the default holds out depends on the period; less than this it never leaves.
    const end = values.length - Math.min(holdout ?? Math.floor(values.length / 3), values.length);
    const found = inferPeriod(values.slice(0, end));
    return found > 1 && 2 * found < end ? { period: found, origin: 'found' } : { period: 1, origin: 'not found' };
  }
  requireWhole('trainForecast', 'period', period, 1, Number.MAX_SAFE_INTEGER, '12 is a year of months, 1 no season');
  const training = values.length - (holdout ?? defaultHoldout(values.length, period));
  if (period > 1 && 2 * period >= training) {
    throw new TaskError(
      describe(
        'trainForecast',
        'period is too long',
        `${period} steps for the ${training} values of ${name} before the held-out ones`,
        'more than two periods are expected there',
        'give period 1 for no season, or hold out less',
      ),
    );
  }
  return { period, origin: 'given' };
}
