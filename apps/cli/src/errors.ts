import { DataError } from '@rekur/datasets';
import { SafetensorsError } from '@rekur/safetensors';
import { TaskError } from '@rekur/tasks';
import { DTypeError, ShapeError, ValueError } from '@rekur/tensor';
import { FitError } from '@rekur/train';

/** Documented in `rekur --help`. */
export const exitCodes = { ok: 0, failure: 1, usage: 2, SIGINT: 130, SIGTERM: 143 } as const;

/** Input that cannot be used, or a file that cannot be written: exit code 1. */
export class CliError extends Error {
  override name = 'CliError';
}

/** A command line that makes no sense: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** True for errors that say what is wrong with the input; others are defects of the program and show their stack. */
export function isExpected(error: unknown): error is Error {
  return [CliError, UsageError, TaskError, DataError, FitError, SafetensorsError, ValueError, ShapeError, DTypeError].some(
    (type) => error instanceof type,
  );
}

/** True where an array was asked for that no memory holds. */
export function isTooLarge(error: unknown): error is RangeError {
  return error instanceof RangeError && /array length|allocation failed/i.test(error.message);
}

/** `ENOENT, no such file or directory` */
export function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  // `ENOENT: no such file or directory, open 'x'`
  const reason = /^[A-Z]+: (.*?), \w+/.exec(message)?.[1];
  return code && reason ? `${code}, ${reason}` : message;
}
