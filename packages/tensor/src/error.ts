/**
 * The one form of every message in this project:
 * `operation: what is wrong: what was given; what was expected; how to mend it`.
 * The last part is left out where the expectation already says how.
 */
export function describe(
  operation: string,
  wrong: string,
  given: string,
  expected: string,
  mend?: string,
): string {
  return `${operation}: ${wrong}: ${given}; ${expected}${mend ? `; ${mend}` : ''}`;
}

/** Sizes, ranks or axes do not fit the operation. Example: `matmul(zeros([2, 3]), zeros([2, 3]))`. */
export class ShapeError extends Error {
  override name = 'ShapeError';
}

/** The element type does not fit the operation. Example: `exp(tensor([1], { dtype: 'int32' }))`. */
export class DTypeError extends Error {
  override name = 'DTypeError';
}

/** A value is outside what the operation takes. Example: `gather(zeros([2, 3]), tensor([5], { dtype: 'int32' }))`. */
export class ValueError extends Error {
  override name = 'ValueError';
}

/** A Program is not well formed, or its text does not parse. Example: `parseProgram('program(')`. */
export class ProgramError extends Error {
  override name = 'ProgramError';
}

/** A traced tensor was used where a concrete one is needed. Example: reading `.data` inside `grad`. */
export class TraceError extends Error {
  override name = 'TraceError';
}
