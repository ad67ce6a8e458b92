import { FigureError } from './error.js';

/**
 * An error in the one form of this project: `where: what is wrong: what was given; what was expected; how to mend it`. The last
 * part is left out where the expectation already says how.
 */
export function refusal(where: string, wrong: string, given: string, expected: string, mend?: string): FigureError {
  return new FigureError(`${where}: ${wrong}: ${given}; ${expected}${mend ? `; ${mend}` : ''}`);
}
