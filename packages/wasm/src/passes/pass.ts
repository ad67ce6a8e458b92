import type { Program } from '@rekur/tensor';
import { eliminateDeadCode } from '@rekur/tensor';

/** What a pass made of a Program, and what `explain` says about it. */
export interface PassResult {
  /** The same object as went in if nothing changed. */
  readonly program: Program;
  /** Plain sentences: what was done, naming the equation. */
  readonly notes: readonly string[];
  /** Plain sentences: what was left as it was, and why. */
  readonly left: readonly string[];
}

/** Program → Program: the same inputs, and outputs of the same number, order and types. */
export type Pass = (program: Program) => PassResult;

/** Where a pass writes down what it does. */
export interface Log {
  readonly notes: string[];
  readonly left: string[];
}

/** What one rewriting uncovers for the next comes to an end long before. */
const MOST_REPEATS = 100;

/** Repeats a rewriting of a whole Program until it changes nothing, and clears away what it makes unused. */
export function runPass(program: Program, rewrite: (program: Program, log: Log) => Program): PassResult {
  const notes: string[] = [];
  let current = program;
  let left: string[] = [];
  for (let repeat = 0; repeat < MOST_REPEATS; repeat++) {
    left = [];
    const next = rewrite(current, { notes, left });
    if (next === current) break;
    current = eliminateDeadCode(next);
  }
  return { program: current, notes, left };
}
