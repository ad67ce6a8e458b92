import type { Program, Variable } from './program.js';

/** Leaves out every equation whose results nothing uses. Inputs stay, so that callers need not change. */
export function eliminateDeadCode(program: Program): Program {
  const live = new Set<Variable>();
  for (const atom of program.outputs) if (atom.kind === 'variable') live.add(atom);
  const equations = [];
  for (let index = program.equations.length - 1; index >= 0; index--) {
    const equation = program.equations[index];
    if (!equation.outputs.some((variable) => live.has(variable))) continue;
    for (const atom of equation.inputs) if (atom.kind === 'variable') live.add(atom);
    equations.push(equation);
  }
  return { ...program, equations: equations.reverse() };
}
