import type { Atom, Equation, Program, Variable } from '@rekur/tensor';
import { fresh, resolve, substituteInputs } from './structure/atoms.js';
import { copyEquation } from './structure/extract.js';
import { rewriteLevels } from './structure/levels.js';
import type { Loop } from './structure/loop.js';
import { openScan, runsFully } from './structure/loop.js';
import { nameLoop } from './structure/words.js';
import type { Log, PassResult } from './pass.js';
import { runPass } from './pass.js';

/**
 * Puts the body of a loop of one step in the loop's place: a stream, which is fed step by step, is such a loop.
 *
 *     c: float32[2], d: float32[1,2] = scan[…] 1:int32 a b       c: float32[2] = reshape[shape=[2]] b
 *         with the body program(a: float32[2], b: float32[2]) {  d: float32[2] = add a c
 *           c: float32[2] = add a b                         →    e: float32[1,2] = reshape[shape=[1,2]] d
 *           return c c
 *         }
 */
export function inline(program: Program): PassResult {
  return runPass(program, (whole, log) => rewriteLevels(whole, (level) => inlineLevel(level, log)));
}

function inlineLevel(level: Program, log: Log): Program {
  const replaced = new Map<Atom, Atom>();
  let changed = false;
  const equations = level.equations.flatMap((original): readonly Equation[] => {
    const equation = substituteInputs(original, replaced);
    if (equation.primitive !== 'scan') return [equation];
    const loop = openScan(equation);
    if (loop.capacity !== 1 || !runsFully(loop)) return [equation];
    log.notes.push(`${nameLoop(loop)} is its body.`);
    changed = true;
    return bodyOf(loop, replaced);
  });
  return changed ? { ...level, equations, outputs: level.outputs.map((atom) => resolve(atom, replaced)) } : level;
}

/** The body on the loop's own operands; what becomes of the loop's results is written into `replaced`. */
function bodyOf({ carries, sequences, invariants, stacks, equations }: Loop, replaced: Map<Atom, Atom>): readonly Equation[] {
  const values = new Map<Atom, Atom>();
  const placed: Equation[] = [];
  const reshape = (atom: Atom, result: Variable): Variable => {
    placed.push({ primitive: 'reshape', params: { shape: result.type.shape }, inputs: [atom], outputs: [result] });
    return result;
  };
  for (const { input, initial } of carries) values.set(input, initial);
  for (const { input, operand } of invariants) values.set(input, operand);
  for (const { input, operand } of sequences) values.set(input, reshape(operand, fresh(input.type)));
  // A body may stand in two places, so its variables are made anew.
  for (const equation of equations) placed.push(copyEquation(equation, values));
  for (const { next, result } of carries) replaced.set(result, values.get(next) ?? next);
  for (const { value, result } of stacks) reshape(values.get(value) ?? value, result);
  return placed;
}
