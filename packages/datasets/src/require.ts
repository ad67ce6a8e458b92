import { dataError } from './error.js';

/** @throws DataError unless `value` is a whole number of at least `least`. */
export function requireCount(operation: string, name: string, value: number, least = 1): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw dataError(operation, `${name} is not a count`, String(value), `a whole number of at least ${least} is expected`);
}

/** @throws DataError if `values` is empty or holds NaN or an infinity; the message names the first. */
export function requireFinite(operation: string, values: ArrayLike<number>): void {
  if (values.length === 0) {
    throw dataError(operation, 'no values', '0 values', 'at least 1 is expected');
  }
  for (let index = 0; index < values.length; index++) {
    if (Number.isFinite(values[index])) continue;
    throw dataError(
      operation,
      'value is not finite',
      `values[${index}] is ${values[index]}`,
      'finite numbers are expected',
      'fill or remove missing values first',
    );
  }
}
