import type { Atom, Equation } from '@rekur/tensor';

/** What a rewriting may look at beside the equation itself. */
export interface Context {
  /** The equation of this level that binds an atom, if one does. */
  readonly definition: (atom: Atom) => Equation | undefined;
}

/**
 * What takes an equation's place: an atom that its result equals, or equations of which the last one binds the result.
 * undefined: the rewriting does not apply.
 */
export type Replacement = Atom | readonly Equation[] | undefined;

/** A small law about one kind of equation, exact to the bit. */
export interface Rewrite {
  readonly name: string;
  /** What is equal to what, as it would stand in a textbook. */
  readonly law: string;
  /** The equation has one result. */
  readonly apply: (equation: Equation, context: Context) => Replacement;
}

export function isEquations(replacement: Atom | readonly Equation[]): replacement is readonly Equation[] {
  return Array.isArray(replacement);
}
