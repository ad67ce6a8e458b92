import { apply } from './apply.js';
import type { PrimitiveName } from './primitives/index.js';
import type { Literal, Program, Variable } from './program.js';
import type { Tensor } from './tensor.js';

/**
 * Applies a Program's equations to tensors, one by one: eagerly on concrete ones; on traced ones this inlines the Program
 * into the trace. An output may be a literal of the Program.
 */
export function applyProgram(program: Program, inputs: readonly Tensor[]): (Tensor | Literal)[] {
  const values = new Map<Variable, Tensor>();
  program.inputs.forEach((variable, index) => values.set(variable, inputs[index]));
  // Constants of the Program stay constants of the trace that it is inlined into.
  const home = inputs.filter((input) => input?.recorded);
  const read = (atom: Variable | Literal): Tensor | Literal => (atom.kind === 'variable' ? (values.get(atom) as Tensor) : atom);
  for (const equation of program.equations) {
    const results = apply(equation.primitive as PrimitiveName, equation.params as never, equation.inputs.map(read), home);
    equation.outputs.forEach((variable, index) => values.set(variable, results[index]));
  }
  return program.outputs.map(read);
}
