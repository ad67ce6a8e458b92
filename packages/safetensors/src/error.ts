/**
 * What went wrong. The first ten are the variants of the reference reader (safetensors 0.8, Rust `SafeTensorError`);
 * `IoError` is its variant for the system's refusals; `InvalidArgument` is for values that no file can hold.
 */
export type SafetensorsErrorCode =
  | 'HeaderTooSmall'
  | 'HeaderTooLarge'
  | 'InvalidHeaderLength'
  | 'InvalidHeader'
  | 'InvalidHeaderDeserialization'
  | 'InvalidOffset'
  | 'TensorInvalidInfo'
  | 'ValidationOverflow'
  | 'MisalignedSlice'
  | 'MetadataIncompleteBuffer'
  | 'IoError'
  | 'InvalidArgument';

/** The only error this package throws on purpose. Example: `readSafetensors(new Uint8Array(5))` (`HeaderTooSmall`). */
export class SafetensorsError extends Error {
  override name = 'SafetensorsError';
  readonly code: SafetensorsErrorCode;

  constructor(code: SafetensorsErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Who reads, and from what: the first word of a message and the subject of its sentence. */
export interface Source {
  readonly operation: string;
  readonly subject: string;
}

/** The parts of a message, in the project's one form. */
export interface Report {
  readonly operation: string;
  readonly wrong: string;
  readonly given: string;
  readonly expected: string;
  readonly mend: string;
  readonly cause?: unknown;
}

/** `operation: what is wrong: what was given; what was expected; how to mend it` */
export function failure(code: SafetensorsErrorCode, report: Report): SafetensorsError {
  const { operation, wrong, given, expected, mend, cause } = report;
  const message = `${operation}: ${wrong}: ${given}; ${expected}; ${mend}`;
  return new SafetensorsError(code, message, cause === undefined ? undefined : { cause });
}

/** `Uint8Array`, `Null`, `String` …: what a value is, whichever realm made it. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

const longestQuote = 80;

/** `text` in double quotes, control characters escaped; cut after 80 UTF-16 units, as a name may be megabytes long. */
export function quote(text: string): string {
  return text.length <= longestQuote ? JSON.stringify(text) : `${JSON.stringify(text.slice(0, longestQuote))}…`;
}

/** A number as a file writes it; cut after 40 characters. */
export function cut(written: string): string {
  return written.length <= 40 ? written : `${written.slice(0, 40)}…`;
}

const mostDimensions = 8;

/** `[2, 3]`; cut after 8 dimensions, as a shape may have millions. */
export function formatShape(shape: readonly (number | bigint)[]): string {
  const shown = shape.slice(0, mostDimensions).map(String);
  if (shape.length > mostDimensions) shown.push('…');
  return `[${shown.join(', ')}]`;
}
