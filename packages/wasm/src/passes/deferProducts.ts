import type { Atom, Equation, Variable } from '@rekur/tensor';
import type { Deferred } from './defer.js';
import type { Log } from './pass.js';
import { extractMap } from './structure/extract.js';
import type { Loop, Stack } from './structure/loop.js';
import { hasPlainRows, isProduct } from './structure/product.js';
import { createStacking } from './structure/stacking.js';
import { nameEquation, nameLoop } from './structure/words.js';

/**
 * Moves products with an invariant matrix that no carry needs, and what only they lead to, behind the loop: the gradient of
 * a layer's input, for one. They read the stacked rows.
 */
export function deferProducts(loop: Loop, outside: ReadonlyMap<Atom, Equation>, log: Log): Deferred {
  if (loop.capacity <= 1 || loop.carries.length === 0) return { loop, after: [] };
  const products = findProducts(loop);
  if (products.length === 0) return { loop, after: [] };

  const stacking = createStacking(loop, outside);
  const free = findFree(loop);
  const movedValues = new Set<Atom>();
  const given = new Map<Atom, Atom>();
  for (const product of products) {
    const tail = dependents(loop, product);
    const own = new Set<Atom>(tail.flatMap(({ outputs }) => outputs));
    const needs = tail.slice(1).flatMap(({ inputs }) => inputs.filter((atom) => !own.has(atom) && !movedValues.has(atom)));
    const missing = needs.find((atom) => atom.kind === 'variable' && !free.has(atom) && !stacking.find(atom));
    if (missing) {
      log.left.push(`${nameEquation(product)} stays in ${nameLoop(loop)}: what follows it reads state that is not stacked.`);
      continue;
    }
    const rows = product.inputs[0] as Variable;
    given.set(rows, stacking.take(rows));
    for (const atom of needs) {
      const stack = stacking.find(atom);
      if (stack && !free.has(atom)) given.set(atom, stack);
    }
    for (const atom of own) movedValues.add(atom);
    log.notes.push(`${nameEquation(product)} leads to no later step of ${nameLoop(loop)}; it is one product for all steps, behind it.`);
  }
  const moved = loop.stacks.filter(({ value }) => movedValues.has(value));
  if (moved.length === 0) return { loop, after: [] };
  const stacks = stacking.stacks().filter((stack) => !moved.includes(stack));
  return { loop: { ...loop, stacks }, after: extract(loop, moved, given, products) };
}

/** A loop for every stack of a bare product, and one for all others. */
function extract(loop: Loop, moved: readonly Stack[], given: ReadonlyMap<Atom, Atom>, products: readonly Equation[]): Equation[] {
  const bare = new Set<Atom>(products.map(({ outputs }) => outputs[0]));
  const alone = moved.filter(({ value }) => bare.has(value)).map((stack) => [stack]);
  const others = moved.filter(({ value }) => !bare.has(value));
  return [...alone, ...(others.length > 0 ? [others] : [])].map((group) => {
    const { scan } = extractMap(loop, group.map(({ value }) => value as Variable), given);
    return { ...scan, outputs: group.map(({ result }) => result) };
  });
}

/** Products of a step's matrix, rows plain, with an invariant one, on which a stack depends and no carry. */
function findProducts({ carries, stacks, equations, invariants }: Loop): Equation[] {
  const matrices = new Set<Atom>(invariants.map(({ input }) => input));
  const forCarries = new Set<Atom>(carries.map(({ next }) => next));
  const forStacks = new Set<Atom>(stacks.map(({ value }) => value));
  const products: Equation[] = [];
  for (let index = equations.length - 1; index >= 0; index--) {
    const equation = equations[index];
    const [needed, stacked] = [forCarries, forStacks].map((set) => equation.outputs.some((variable) => set.has(variable)));
    const [rows, matrix] = equation.inputs;
    if (!needed && stacked && isProduct(equation) && hasPlainRows(equation) && matrices.has(matrix) && !matrices.has(rows)) products.push(equation);
    for (const atom of equation.inputs) {
      if (needed) forCarries.add(atom);
      if (stacked) forStacks.add(atom);
    }
  }
  return products.reverse();
}

/** What does not depend on carries: a map over the steps can compute it again. */
function findFree({ sequences, invariants, equations }: Loop): Set<Atom> {
  const free = new Set<Atom>([...sequences, ...invariants].map(({ input }) => input));
  for (const { inputs, outputs } of equations) {
    if (inputs.every((atom) => atom.kind === 'literal' || free.has(atom))) for (const variable of outputs) free.add(variable);
  }
  return free;
}

/** The equation and all that depend on it, in order. */
function dependents({ equations }: Loop, first: Equation): Equation[] {
  const reached = new Set<Atom>(first.outputs);
  const found: Equation[] = [first];
  for (const equation of equations) {
    if (equation === first || !equation.inputs.some((atom) => reached.has(atom))) continue;
    for (const variable of equation.outputs) reached.add(variable);
    found.push(equation);
  }
  return found;
}
