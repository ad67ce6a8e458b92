import type { Atom, DType, Equation, Program, Shape, ValueType, Variable } from '@rekur/tensor';
import { literal, sameShape } from '@rekur/tensor';

/** A new variable, equal to no other. */
export function fresh(type: ValueType): Variable {
  return { kind: 'variable', type };
}

/** An application with one new result. */
export function applied(primitive: string, params: object, inputs: readonly Atom[], type: ValueType): Equation & { readonly outputs: readonly [Variable] } {
  return { primitive, params: params as Record<string, unknown>, inputs, outputs: [fresh(type)] };
}

/** `shape` filled with zeros; nothing but the literal for a scalar. */
export function zerosOf(shape: Shape, dtype: DType): Equation {
  return applied('broadcast', { shape }, [literal(0, dtype)], { shape, dtype });
}

export function sameType(a: ValueType, b: ValueType): boolean {
  return a.dtype === b.dtype && sameShape(a.shape, b.shape);
}

/** Whether two operands are known to be the same value: one variable, or literals of the same bits. */
export function sameAtom(a: Atom, b: Atom): boolean {
  if (a === b) return true;
  return a.kind === 'literal' && b.kind === 'literal' && a.type.dtype === b.type.dtype && Object.is(a.value, b.value);
}

/** Which equation binds each variable of a level. */
export function definitionsOf(equations: readonly Equation[]): Map<Atom, Equation> {
  const definitions = new Map<Atom, Equation>();
  for (const equation of equations) for (const variable of equation.outputs) definitions.set(variable, equation);
  return definitions;
}

/** How often each variable of a level is read or returned. */
export function countUses({ equations, outputs }: Pick<Program, 'equations' | 'outputs'>): Map<Atom, number> {
  const uses = new Map<Atom, number>();
  const count = (atom: Atom): void => {
    if (atom.kind === 'variable') uses.set(atom, (uses.get(atom) ?? 0) + 1);
  };
  for (const equation of equations) equation.inputs.forEach(count);
  outputs.forEach(count);
  return uses;
}

/** Reads through a table of replacements, which may lead on to others. */
export function resolve(atom: Atom, replaced: ReadonlyMap<Atom, Atom>): Atom {
  let current = atom;
  for (let next = replaced.get(current); next !== undefined; next = replaced.get(current)) current = next;
  return current;
}

/** The level with every operand and output read through the replacements. */
export function substitute<Level extends Pick<Program, 'equations' | 'outputs'>>(level: Level, replaced: ReadonlyMap<Atom, Atom>): Level {
  if (replaced.size === 0) return level;
  return {
    ...level,
    equations: level.equations.map((equation) => substituteInputs(equation, replaced)),
    outputs: level.outputs.map((atom) => resolve(atom, replaced)),
  };
}

/** The same equation object if none of its operands is replaced. */
export function substituteInputs(equation: Equation, replaced: ReadonlyMap<Atom, Atom>): Equation {
  if (!equation.inputs.some((atom) => replaced.has(atom))) return equation;
  return { ...equation, inputs: equation.inputs.map((atom) => resolve(atom, replaced)) };
}
