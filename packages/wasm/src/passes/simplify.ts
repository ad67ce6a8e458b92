import type { Atom, Equation, Program } from '@rekur/tensor';
import type { Log, PassResult } from './pass.js';
import { runPass } from './pass.js';
import { elementwiseRewrites } from './rewrites/elementwise.js';
import { fillRewrites } from './rewrites/fills.js';
import { layoutRewrites } from './rewrites/layout.js';
import { pieceRewrites } from './rewrites/pieces.js';
import type { Context, Rewrite } from './rewrites/rewrite.js';
import { isEquations } from './rewrites/rewrite.js';
import { resolve, substituteInputs } from './structure/atoms.js';
import { rewriteLevels } from './structure/levels.js';
import { nameEquation } from './structure/words.js';

/** All laws, tried in this order on every equation. */
export const rewrites: readonly Rewrite[] = [...elementwiseRewrites, ...layoutRewrites, ...pieceRewrites, ...fillRewrites];

/**
 * Applies laws that are exact to the bit, each a small rewriting with a name; a chain of movements becomes one, and what
 * repeats one number is that number.
 *
 *     b: float32[3,2] = transpose[axes=[1,0]] a            b: float32[2,3] = mul a 2:float32
 *     c: float32[2,3] = transpose[axes=[1,0]] b       →
 *     d: float32[2,3] = broadcast[shape=[2,3]] 2:float32
 *     e: float32[2,3] = mul c d
 *
 * What would change a bit is no law: x + 0 turns −0 into 0, and x·0 hides NaN.
 */
export function simplify(program: Program): PassResult {
  return runPass(program, (whole, log) => rewriteLevels(whole, (level) => simplifyLevel(level, log)));
}

function simplifyLevel(level: Program, log: Log): Program {
  const replaced = new Map<Atom, Atom>();
  const definitions = new Map<Atom, Equation>();
  const context: Context = { definition: (atom) => definitions.get(atom) };
  const equations: Equation[] = [];
  let changed = false;

  const place = (equation: Equation): void => {
    const read = substituteInputs(equation, replaced);
    for (const rewrite of equation.outputs.length === 1 ? rewrites : []) {
      const replacement = rewrite.apply(read, context);
      if (!replacement) continue;
      changed = true;
      log.notes.push(`${nameEquation(read)} went by the law ${rewrite.law}.`);
      // Each replacement is smaller, so that this ends.
      if (isEquations(replacement)) replacement.forEach(place);
      else replaced.set(equation.outputs[0], replacement);
      return;
    }
    for (const variable of read.outputs) definitions.set(variable, read);
    equations.push(read);
  };
  level.equations.forEach(place);
  if (!changed) return level;
  return { ...level, equations, outputs: level.outputs.map((atom) => resolve(atom, replaced)) };
}
