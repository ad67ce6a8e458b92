import type { Atom, Equation, Variable } from '@rekur/tensor';
import type { Log } from './pass.js';
import { extractMap } from './structure/extract.js';
import type { Deferred, Loop, Stack } from './structure/loop.js';
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
  const atHand = (atom: Atom): boolean => atom.kind === 'literal' || free.has(atom) || stacking.find(atom) !== undefined;
  const heads = chooseHeads(loop, products, atHand, log);
  if (heads.length === 0) return { loop, after: [] };

  const tail = dependents(loop, heads);
  const values = new Set<Atom>(tail.flatMap(({ outputs }) => outputs));
  const moved = loop.stacks.filter(({ value }) => values.has(value));
  const rows = new Map<Atom, Atom>();
  for (const head of heads) {
    const [atom] = head.inputs as readonly Variable[];
    rows.set(atom, stacking.take(atom));
    log.notes.push(`${nameEquation(head)} leads to no later step of ${nameLoop(loop)}; it is one product for all steps, behind it.`);
  }
  for (const atom of tail.flatMap(({ inputs }) => inputs)) {
    const stack = values.has(atom) || free.has(atom) ? undefined : stacking.find(atom);
    if (stack) rows.set(atom, stack);
  }
  const stacks = stacking.stacks().filter((stack) => !moved.includes(stack));
  return { loop: { ...loop, stacks }, after: extract(loop, moved, rows, new Set(heads.flatMap(({ outputs }) => outputs))) };
}

/** The products to move: first ones, others follow as their tails; and only if all that their tails read is at hand outside. */
function chooseHeads(loop: Loop, products: readonly Equation[], atHand: (atom: Atom) => boolean, log: Log): readonly Equation[] {
  let candidates = products;
  for (;;) {
    const tails = new Map(candidates.map((product) => [product, dependents(loop, [product])]));
    const followers = new Set([...tails.values()].flatMap((tail) => tail.slice(1)));
    const heads = candidates.filter((product) => !followers.has(product));
    const values = new Set<Atom>([...heads, ...followers].flatMap(({ outputs }) => outputs));
    const stuck = new Set(
      heads.filter((head) => tails.get(head)?.slice(1).some(({ inputs }) => !inputs.every((atom) => values.has(atom) || atHand(atom)))),
    );
    if (stuck.size === 0) return heads;
    for (const head of stuck) log.left.push(`${nameEquation(head)} stays in ${nameLoop(loop)}: what follows it reads state that is not stacked.`);
    candidates = candidates.filter((product) => !stuck.has(product));
  }
}

/** A loop for every stack of a bare product, and one for all others, which reads the products that are stacked. */
function extract(loop: Loop, moved: readonly Stack[], rows: ReadonlyMap<Atom, Atom>, bare: ReadonlySet<Atom>): Equation[] {
  const products = moved.filter(({ value }) => bare.has(value));
  const others = moved.filter(({ value }) => !bare.has(value));
  const given = new Map([...rows, ...products.map(({ value, result }): [Atom, Atom] => [value, result])]);
  const compute = (stacks: readonly Stack[], known: ReadonlyMap<Atom, Atom>): Equation => {
    const { scan } = extractMap(loop, stacks.map(({ value }) => value as Variable), known);
    return { ...scan, outputs: stacks.map(({ result }) => result) };
  };
  return [...products.map((stack) => compute([stack], rows)), ...(others.length > 0 ? [compute(others, given)] : [])];
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

/** The equations and all that depend on them, in order: the first is the first of them. */
function dependents({ equations }: Loop, heads: readonly Equation[]): Equation[] {
  const reached = new Set<Atom>();
  return equations.filter((equation) => {
    const belongs = heads.includes(equation) || equation.inputs.some((atom) => reached.has(atom));
    if (belongs) for (const variable of equation.outputs) reached.add(variable);
    return belongs;
  });
}
