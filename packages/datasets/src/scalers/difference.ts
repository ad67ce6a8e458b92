import { dataError } from '../error.js';
import { requireCount } from '../require.js';

/**
 * Changes over `lag` steps, y[t] − y[t − lag]: with lag 1 a trend becomes a level, with the period a season goes away.
 * `lag` fewer values come back than were given.
 * @throws DataError if there are not more values than `lag`.
 */
export function difference(values: ArrayLike<number>, lag = 1): Float64Array {
  requireCount('difference', 'lag', lag);
  if (values.length <= lag) {
    throw dataError('difference', 'too few values', `${values.length} values for lag ${lag}`, `at least ${lag + 1} are expected`);
  }
  return Float64Array.from({ length: values.length - lag }, (_, index) => values[index + lag] - values[index]);
}

/**
 * The values that follow `history` if these are their differences: undoes {@link difference}, whose lost values are
 * `values.slice(0, lag)`; or turns forecast changes into forecasts, with all that is known as history.
 * Of the history the last `lag` values count. As many values come back as there are differences.
 * @throws DataError if the history is shorter than `lag`.
 */
export function undifference(differences: ArrayLike<number>, history: ArrayLike<number>, lag = 1): Float64Array {
  requireCount('undifference', 'lag', lag);
  if (history.length < lag) {
    throw dataError(
      'undifference',
      'history is too short',
      `${history.length} values for lag ${lag}`,
      `the ${lag} values before the first difference are expected`,
    );
  }
  const values = new Float64Array(lag + differences.length);
  for (let index = 0; index < lag; index++) values[index] = history[history.length - lag + index];
  for (let index = 0; index < differences.length; index++) values[lag + index] = values[index] + differences[index];
  return values.slice(lag);
}
