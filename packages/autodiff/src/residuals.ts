import type { Equation, Program, Variable } from '@rekur/tensor';
import { primitiveNamed } from '@rekur/tensor';

/** What a backward loop does about each forward value that it needs. */
export interface Residuals {
  /** Stored for every step by the forward loop. */
  readonly stacked: readonly Variable[];
  /** Computed again in every backward step, in this order, from stacked values, per-step inputs and invariants. */
  readonly recomputed: readonly Equation[];
}

/**
 * Classifies the values of a loop body that its backward pass needs. Per-step inputs and invariants are there already; what
 * depends on invariants alone, and what cheap operations make of values that are at hand, is recomputed; the rest is stacked.
 *
 * @param carries how many of the body's inputs are carries
 * @param sequences how many are per-step inputs; the rest are invariants
 */
export function classifyResiduals(body: Program, needed: ReadonlySet<Variable>, carries: number, sequences: number): Residuals {
  const definition = new Map<Variable, Equation>();
  for (const equation of body.equations) for (const variable of equation.outputs) definition.set(variable, equation);
  const invariant = invariantVariables(body, carries + sequences);
  const atHand = new Set<Variable>([...body.inputs.slice(carries, carries + sequences), ...invariant]);
  const stacked = new Set([...needed].filter((variable) => !atHand.has(variable)));

  const available = (variable: Variable): boolean => atHand.has(variable) || stacked.has(variable) || recomputable(variable);
  const recomputable = (variable: Variable): boolean => {
    const equation = definition.get(variable);
    if (!equation || !primitiveNamed(equation.primitive).traits.cheap) return false;
    return equation.inputs.every((atom) => atom.kind === 'literal' || available(atom));
  };
  // Later values first, so that a value is judged while those it is made of still count as stacked.
  for (const equation of [...body.equations].reverse()) {
    for (const variable of equation.outputs) if (stacked.has(variable) && recomputable(variable)) stacked.delete(variable);
  }

  const wanted = new Set<Equation>();
  const want = (variable: Variable): void => {
    const equation = definition.get(variable);
    if (!equation || stacked.has(variable) || wanted.has(equation)) return;
    wanted.add(equation);
    for (const atom of equation.inputs) if (atom.kind === 'variable') want(atom);
  };
  needed.forEach(want);
  return { stacked: [...stacked], recomputed: body.equations.filter((equation) => wanted.has(equation)) };
}

/** The invariants and what is computed from them alone. */
function invariantVariables(body: Program, varying: number): Set<Variable> {
  const invariant = new Set(body.inputs.slice(varying));
  for (const equation of body.equations) {
    if (equation.inputs.every((atom) => atom.kind === 'literal' || invariant.has(atom))) {
      for (const variable of equation.outputs) invariant.add(variable);
    }
  }
  return invariant;
}
