import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Program } from '@rekur/tensor';
import { checkProgram, printProgram } from '@rekur/tensor';
import type { Pass } from '../pass.js';
import { randomLoops, specialInputs, wholeInputs } from './randomLoops.js';
import { randomProgram, randomValues } from './randomProgram.js';
import { expectClose, expectSameBits } from './run.js';

export interface PassProperties {
  /** Every bit stays, for any input; else sums may come in another order, which on small whole numbers is exact too. */
  readonly exact: boolean;
  /** How many runs each property takes. Default 100. */
  readonly runs?: number;
}

/** What holds for any pass, on random Programs. */
export function describePass(name: string, pass: Pass, { exact, runs = 100 }: PassProperties): void {
  const rewritten = (program: Program): Program => {
    const result = pass(program).program;
    checkProgram(result);
    expect(result.inputs).toBe(program.inputs);
    return result;
  };
  describe(`${name} on random Programs`, () => {
    test('of loops gives the same values', () => {
      fc.assert(
        fc.property(randomLoops, fc.nat(10000), (program, seed) => {
          const result = rewritten(program);
          if (exact) expectSameBits(program, result, specialInputs(program, seed));
          else expectClose(program, result, wholeInputs(program, seed), 0);
        }),
        { numRuns: runs, endOnFailure: true },
      );
    });

    test('of every primitive gives the same values', () => {
      fc.assert(
        fc.property(randomProgram, fc.nat(10000), (program, seed) => {
          const inputs = randomValues(seed, program.inputs.map(({ type }) => type));
          const result = rewritten(program);
          // What special numbers make of a reordered sum is not the same: infinities, for one.
          if (exact) expectSameBits(program, result, inputs);
        }),
        { numRuns: runs, endOnFailure: true },
      );
    });

    test('changes nothing the second time', () => {
      fc.assert(
        fc.property(fc.oneof(randomLoops, randomProgram), (program) => {
          const once = pass(program).program;
          const twice = pass(once).program;
          expect(printProgram(twice)).toBe(printProgram(once));
        }),
        { numRuns: runs, endOnFailure: true },
      );
    });
  });
}

/** Text before → text after. */
export function rewrite(pass: Pass, before: Program): string {
  const { program } = pass(before);
  checkProgram(program);
  return printProgram(program);
}
