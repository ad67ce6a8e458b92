import { dataError } from './error.js';
import { requireCount } from './require.js';

type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

interface Parts {
  readonly validation?: number;
  readonly test?: number;
}

/** Three parts of a whole, in its order. */
export interface Split<Values> {
  readonly train: Values;
  readonly validation: Values;
  readonly test: Values;
  /** Index of the first validation value. */
  readonly validationStart: number;
  /** Index of the first test value. */
  readonly testStart: number;
}

/**
 * Cuts values in three by time: the past to train on, then validation, then the end to test on. Nothing is shuffled,
 * no value is in two parts; fit scalers and vocabularies on `train` alone and nothing leaks.
 *
 * `validation` and `test` are counts, or fractions of the whole if below 1 (to the nearest count); 0 unless given. A text is
 * never cut inside a character: a cut that would fall there moves back by one.
 * @throws DataError if a part is not such a number, or nothing is left to train on.
 */
export function splitByTime(values: string, parts: Parts): Split<string>;
export function splitByTime<Values extends Numbers | readonly unknown[]>(values: Values, parts: Parts): Split<Values>;
export function splitByTime(
  values: string | Numbers | readonly unknown[],
  { validation = 0, test = 0 }: Parts,
): Split<string | Numbers | readonly unknown[]> {
  const { length } = values;
  const testCount = count('test', test, length);
  const validationCount = count('validation', validation, length);
  const testStart = atCharacter(values, length - testCount);
  const validationStart = atCharacter(values, length - testCount - validationCount);
  if (validationStart < 1) {
    throw dataError(
      'splitByTime',
      'nothing is left to train on',
      `${validationCount} values for validation and ${testCount} for test of ${length}`,
      'their sum must be below the number of values',
    );
  }
  return {
    train: values.slice(0, validationStart),
    validation: values.slice(validationStart, testStart),
    test: values.slice(testStart, length),
    validationStart,
    testStart,
  };
}

function count(name: string, part: number, length: number): number {
  if (part > 0 && part < 1) return Math.round(part * length);
  requireCount('splitByTime', name, part, 0);
  return part;
}

/** `cut`, or one less if it lies between the two halves of a character of a text. */
function atCharacter(values: unknown, cut: number): number {
  if (typeof values !== 'string') return cut;
  return (values.codePointAt(cut - 1) ?? 0) > 0xffff ? cut - 1 : cut;
}
