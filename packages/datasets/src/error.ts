import { describe } from '@rekur/tensor';

/**
 * Data cannot be used as asked: a file that does not parse, a name that does not exist, a number out of range.
 * The message has the project's form: `operation: what is wrong: what was given; what was expected; how to mend it`.
 * Example: `findDataset('mobydick')`.
 */
export class DataError extends Error {
  override name = 'DataError';
}

/** A {@link DataError} from the parts of its message. */
export function dataError(operation: string, wrong: string, given: string, expected: string, mend?: string): DataError {
  return new DataError(describe(operation, wrong, given, expected, mend));
}

const longestQuote = 40;

/** `text` in double quotes, control characters escaped, cut after 40 characters: a cell may be megabytes long. */
export function quote(text: string): string {
  const characters = Array.from(text.slice(0, 2 * longestQuote + 2));
  if (characters.length <= longestQuote) return JSON.stringify(text);
  return `${JSON.stringify(characters.slice(0, longestQuote).join(''))}…`;
}

/** `3`, `3 and 5`, `3, 5 and 9`; of more than `most` items the first ones and `…`. */
export function list(items: readonly (string | number)[], most = 3): string {
  if (items.length > most) return `${items.slice(0, most).join(', ')}, …`;
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}
