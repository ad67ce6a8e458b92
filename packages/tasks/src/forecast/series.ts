import { describe } from '@rekur/tensor';
import { TaskError } from '../error.js';

/** Values at equally spaced times, oldest first: what is to be forecast. `Series` of @rekur/datasets with a name is one. */
export interface ForecastSeries {
  readonly name: string;
  readonly values: Float64Array | readonly number[];
  /** One label a value, such as `1949-01`. */
  readonly times?: readonly string[];
  /** Steps in a season, 1 for none. Default: looked for in the training part. */
  readonly period?: number;
  /** What the values are: `passengers`. */
  readonly valueName?: string;
}

/** Shorter series leave nothing to choose by. */
export const SHORTEST_SERIES = 12;
/** What must be left before the held-out end. */
export const SHORTEST_TRAINING = 8;

/** @throws TaskError for a value that is not finite, naming its position. */
export function requireFiniteValues(operation: string, name: string, values: ArrayLike<number>, times?: readonly string[]): void {
  for (let index = 0; index < values.length; index++) {
    if (Number.isFinite(values[index])) continue;
    const where = times?.[index] === undefined ? '' : ` (${times[index]})`;
    throw new TaskError(
      describe(
        operation,
        'value is not finite',
        `value ${index + 1} of ${name}${where} is ${values[index]}`,
        'finite numbers are expected',
        'fill or remove missing values first',
      ),
    );
  }
}

/** @throws TaskError for a series too short to learn from, values that are not finite, or labels that do not fit them. */
export function requireSeries({ name, values, times }: ForecastSeries): void {
  if (values.length < SHORTEST_SERIES) {
    throw new TaskError(
      describe(
        'trainForecast',
        'series is too short',
        `${name} has ${values.length} ${values.length === 1 ? 'value' : 'values'}`,
        `at least ${SHORTEST_SERIES} are expected`,
        'take a longer series',
      ),
    );
  }
  if (times && times.length !== values.length) {
    throw new TaskError(
      describe(
        'trainForecast',
        'times do not fit the values',
        `${times.length} times for ${values.length} values of ${name}`,
        'one per value is expected',
        'leave times out if there are none',
      ),
    );
  }
  requireFiniteValues('trainForecast', name, values, times);
}

/** @throws TaskError unless `value` is a whole number from `least` to `most`. */
export function requireWhole(operation: string, name: string, value: number, least: number, most: number, mend?: string): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new TaskError(describe(operation, `not a ${name}`, String(value), `a whole number ${range} is expected`, mend));
}
