import type { Atom, Equation, Variable } from '@rekur/tensor';
import { primitiveNamed } from '@rekur/tensor';
import type { Log } from './pass.js';
import { copyEquation } from './structure/extract.js';
import type { Hoisted, Loop, Operand } from './structure/loop.js';
import { outputsOf } from './structure/loop.js';
import { readsMemory } from './structure/product.js';
import { nameEquation, nameLoop } from './structure/words.js';

/**
 * Moves equations that depend on invariants alone to before the loop. They are computed even if the loop runs no step, so
 * none may fail: `gather`, `scatterAdd`, loops and calls stay. A broadcast stays too, as it costs nothing where it is read,
 * and much as a buffer, unless it is read from memory (by a product, for one) or something outside is made of it.
 */
export function hoistInvariants(loop: Loop, log: Log): Hoisted {
  const movable = findMovable(loop);
  if (movable.size === 0) return { before: [], loop };
  const { moved, kept } = choose(loop, movable);
  if (moved.size === 0) return { before: [], loop };

  const copies = new Map<Atom, Atom>(loop.invariants.map(({ input, operand }) => [input, operand]));
  const before = loop.equations.filter((equation) => moved.has(equation)).map((equation) => copyEquation(equation, copies));
  const equations = loop.equations.filter((equation) => !moved.has(equation) || kept.has(equation));
  const stillRead = new Set<Atom>([...equations.flatMap(({ inputs }) => inputs), ...outputsOf(loop)]);
  const invariants: Operand[] = [...loop.invariants];
  for (const equation of moved) {
    if (kept.has(equation)) continue;
    log.notes.push(`${nameEquation(equation)} was the same at every step of ${nameLoop(loop)}; it is computed once, before it.`);
    for (const input of equation.outputs) if (stillRead.has(input)) invariants.push({ input, operand: copies.get(input) as Variable });
  }
  return { before, loop: { ...loop, equations, invariants } };
}

/** Equations on invariants, literals and each other alone. */
function findMovable({ invariants, equations }: Loop): Set<Equation> {
  const invariant = new Set<Atom>(invariants.map(({ input }) => input));
  const movable = new Set<Equation>();
  for (const equation of equations) {
    const { family } = primitiveNamed(equation.primitive).traits;
    if (family === 'indexed' || family === 'control') continue;
    if (!equation.inputs.every((atom) => atom.kind === 'literal' || invariant.has(atom))) continue;
    movable.add(equation);
    for (const variable of equation.outputs) invariant.add(variable);
  }
  return movable;
}

/** Which of them move, and which broadcasts among those are made again inside for what stays there. */
function choose(loop: Loop, movable: ReadonlySet<Equation>): { moved: Set<Equation>; kept: Set<Equation> } {
  const neededOutside = new Set<Atom>();
  const readInside = new Set<Atom>(outputsOf(loop));
  const fromMemory = new Set<Atom>();
  const moved = new Set<Equation>();
  const kept = new Set<Equation>();
  for (let index = loop.equations.length - 1; index >= 0; index--) {
    const equation = loop.equations[index];
    const [result] = equation.outputs;
    const isBroadcast = equation.primitive === 'broadcast';
    if (movable.has(equation) && (!isBroadcast || neededOutside.has(result) || (fromMemory.has(result) && !readInside.has(result)))) {
      moved.add(equation);
      for (const atom of equation.inputs) neededOutside.add(atom);
      if (!isBroadcast || !readInside.has(result)) continue;
      kept.add(equation);
    }
    const reads = readsMemory(equation) ? fromMemory : readInside;
    for (const atom of equation.inputs) reads.add(atom);
  }
  return { moved: new Set([...moved].reverse()), kept };
}
