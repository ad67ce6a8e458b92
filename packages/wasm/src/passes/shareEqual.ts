import type { Atom, Equation, Program } from '@rekur/tensor';
import type { Log, PassResult } from './pass.js';
import { runPass } from './pass.js';
import { resolve, substituteInputs } from './structure/atoms.js';
import { rewriteLevels } from './structure/levels.js';
import { closeScan, openScan } from './structure/loop.js';
import { createNumbering } from './structure/numbering.js';
import { nameEquation } from './structure/words.js';
import { shareInLoop } from './shareInLoop.js';

/**
 * Computes equal values once: what the same primitive makes of the same operands.
 *
 *     b: float32[2] = exp a                  b: float32[2] = exp a
 *     c: float32[2] = exp a             →    c: float32[2] = mul b b
 *     d: float32[2] = mul b c
 *
 * Equal operands, carries and per-step outputs of a loop become one too. Bodies are levels of their own: what a `call`
 * computes again is never taken from outside, and no two calls become one, since that would undo rematerialisation.
 */
export function shareEqual(program: Program): PassResult {
  return runPass(program, (whole, log) => rewriteLevels(whole, (level) => shareLevel(level, log)));
}

function shareLevel(level: Program, log: Log): Program {
  const numbering = createNumbering();
  const replaced = new Map<Atom, Atom>();
  const equations: Equation[] = [];
  let changed = false;
  for (const original of level.equations) {
    let equation = substituteInputs(original, replaced);
    const earlier = numbering.add(equation);
    if (earlier) {
      log.notes.push(`${nameEquation(equation)} is computed once instead of twice.`);
      equation.outputs.forEach((variable, index) => replaced.set(variable, earlier.outputs[index]));
      continue;
    }
    if (equation.primitive === 'scan') equation = shareScan(equation, replaced, log);
    changed ||= equation !== original;
    equations.push(equation);
  }
  if (!changed && replaced.size === 0) return level;
  return { ...level, equations, outputs: level.outputs.map((atom) => resolve(atom, replaced)) };
}

/** What became equal in a loop makes equations of its body equal, and these may make carries equal. */
function shareScan(equation: Equation, replaced: Map<Atom, Atom>, log: Log): Equation {
  let current = equation;
  for (;;) {
    const loop = openScan(current);
    const shared = shareInLoop(loop, replaced, log);
    if (shared === loop) return current;
    const closed = closeScan(shared);
    current = { ...closed, params: { ...closed.params, body: shareLevel(closed.params.body as Program, log) } };
  }
}
