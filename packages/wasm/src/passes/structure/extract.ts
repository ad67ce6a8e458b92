import type { Atom, Equation, Variable } from '@rekur/tensor';
import { fresh, resolve } from './atoms.js';
import type { Loop, Operand } from './loop.js';
import { closeScan } from './loop.js';

/** A loop without carries that computes values of another loop's steps, and the variables that they are stacked to. */
export interface Extracted {
  readonly scan: Equation;
  readonly stacks: readonly Variable[];
}

/**
 * A loop without carries, a map over the same steps, that computes `wanted` values of the loop's body from its per-step
 * inputs, its invariants, and `given` values of the body that are stacked outside already. Nothing wanted may need a carry.
 */
export function extractMap(loop: Loop, wanted: readonly Variable[], given: ReadonlyMap<Atom, Atom> = new Map()): Extracted {
  const needed = new Set<Atom>(wanted);
  const taken: Equation[] = [];
  for (let index = loop.equations.length - 1; index >= 0; index--) {
    const equation = loop.equations[index];
    if (!equation.outputs.some((variable) => needed.has(variable) && !given.has(variable))) continue;
    taken.push(equation);
    for (const atom of equation.inputs) needed.add(atom);
  }
  const copies = new Map<Atom, Atom>();
  const stacked = [...given].map(([input, operand]) => ({ input: input as Variable, operand }));
  const take = (operands: readonly Operand[]): Operand[] =>
    operands.flatMap(({ operand, input }) => {
      if (!needed.has(input)) return [];
      const copy = fresh(input.type);
      copies.set(input, copy);
      return [{ operand, input: copy }];
    });
  const sequences = [...take(stacked), ...take(loop.sequences.filter(({ input }) => !given.has(input)))];
  const invariants = take(loop.invariants);
  const equations = taken.reverse().map((equation) => copyEquation(equation, copies));
  const { tripCount, capacity, reverse } = loop;
  const stacks = wanted.map((variable) => ({
    value: resolve(variable, copies),
    result: fresh({ shape: [capacity, ...variable.type.shape], dtype: variable.type.dtype }),
  }));
  const scan = closeScan({ tripCount, capacity, reverse, carries: [], sequences, invariants, stacks, equations });
  return { scan, stacks: stacks.map(({ result }) => result) };
}

/** The same application on renamed operands, its results new and entered into `copies`. */
export function copyEquation(equation: Equation, copies: Map<Atom, Atom>): Equation {
  const inputs = equation.inputs.map((atom) => copies.get(atom) ?? atom);
  const outputs = equation.outputs.map(({ type }) => fresh(type));
  equation.outputs.forEach((variable, index) => copies.set(variable, outputs[index]));
  return { ...equation, inputs, outputs };
}
