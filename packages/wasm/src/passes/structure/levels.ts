import type { Equation, Program } from '@rekur/tensor';
import { isProgram } from '@rekur/tensor';

/** Rewrites one flat list of equations; bodies in it are done already. Returns the same object if nothing changes. */
export type RewriteLevel = (level: Program) => Program;

/** Applies a rewriting to every level of a Program, innermost bodies of loops and calls first. */
export function rewriteLevels(program: Program, rewrite: RewriteLevel): Program {
  let changed = false;
  const equations = program.equations.map((equation) => {
    const next = rewriteBody(equation, rewrite);
    changed ||= next !== equation;
    return next;
  });
  return rewrite(changed ? { ...program, equations } : program);
}

/** A gradient that a call brings along is not run any more: compilation comes after differentiation. */
function rewriteBody(equation: Equation, rewrite: RewriteLevel): Equation {
  const { body } = equation.params;
  if (!isProgram(body)) return equation;
  const next = rewriteLevels(body, rewrite);
  return next === body ? equation : { ...equation, params: { ...equation.params, body: next } };
}
