import type { Program } from '@rekur/tensor';
import { checkProgram, describe, eliminateDeadCode, ProgramError } from '@rekur/tensor';
import { cut } from './cut.js';
import { defer } from './defer.js';
import { hoist } from './hoist.js';
import { inline } from './inline.js';
import { joinPads } from './joinPads.js';
import type { Pass } from './pass.js';
import { shareEqual } from './shareEqual.js';
import { simplify } from './simplify.js';
import { sink } from './sink.js';

/** In this order, again and again until none changes anything. */
export const passes: readonly { readonly name: string; readonly pass: Pass }[] = [
  { name: 'inline', pass: inline },
  { name: 'simplify', pass: simplify },
  { name: 'sink', pass: sink },
  { name: 'shareEqual', pass: shareEqual },
  { name: 'joinPads', pass: joinPads },
  { name: 'hoist', pass: hoist },
  { name: 'defer', pass: defer },
  { name: 'cut', pass: cut },
];

export interface OptimizeOptions {
  /** Verifies the Program after every pass. Default false. */
  readonly check?: boolean;
  /** Sees the Program after every pass that changed it. */
  readonly onPass?: (name: string, program: Program) => void;
}

export interface Optimized {
  readonly program: Program;
  /** Plain sentences for `explain`: what was done, in order; then what was left as it was in the end, and why. */
  readonly notes: readonly string[];
}

/** Each pass makes work for the others a few times at most: a nest of loops as deep as this many settles. */
const MOST_ROUNDS = 20;

/** Rewrites a Program to one that computes the same with less work per step. Inputs, and the outputs' types, stay. */
export function optimize(program: Program, { check = false, onPass }: OptimizeOptions = {}): Optimized {
  const notes = new Set<string>();
  /** What each pass made last, and left: it finds nothing to do in that. */
  const settled = new Map<string, { readonly program: Program; readonly left: readonly string[] }>();
  let current = eliminateDeadCode(program);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = current;
    for (const { name, pass } of passes) {
      if (settled.get(name)?.program === current) continue;
      const result = pass(current);
      settled.set(name, result);
      for (const note of result.notes) notes.add(`${name}: ${note}`);
      if (result.program === current) continue;
      current = result.program;
      if (check) verify(name, current);
      onPass?.(name, current);
    }
    if (current === before) break;
  }
  for (const { name } of passes) for (const note of settled.get(name)?.left ?? []) notes.add(`${name}: ${note}`);
  return { program: current, notes: [...notes] };
}

/** @throws ProgramError naming the pass that made a Program which is not well formed. */
function verify(name: string, program: Program): void {
  try {
    checkProgram(program);
  } catch (error) {
    const message = describe('optimize', 'a pass made a bad Program', `after ${name}`, 'a well formed Program is expected', 'this is a fault of the compiler, not of the model');
    throw new ProgramError(`${message}\n${(error as Error).message}`, { cause: error });
  }
}
