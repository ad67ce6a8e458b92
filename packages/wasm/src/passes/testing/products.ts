import type { Atom, Program } from '@rekur/tensor';
import { sizeOf } from '@rekur/tensor';
import { openScan } from '../structure/loop.js';
import { isProduct } from '../structure/product.js';
import { allEquations } from './count.js';

/** What the loops that carry state do at every step, all of them together. */
export interface Step {
  /** Products that need no state. */
  readonly inputProducts: number;
  /** Products that no carry needs. */
  readonly outputProducts: number;
  /** Products of each loop. */
  readonly products: readonly number[];
  /** Elements that each loop stacks at a step. */
  readonly stacked: readonly number[];
  /** Stacks whose value is stacked already. */
  readonly repeatedStacks: number;
}

export function stepOf(program: Program): Step {
  const loops = allEquations(program).flatMap((equation) => (equation.primitive === 'scan' ? [openScan(equation)] : [])).filter(({ carries }) => carries.length > 0);
  let [inputProducts, outputProducts, repeatedStacks] = [0, 0, 0];
  for (const { sequences, invariants, carries, stacks, equations } of loops) {
    const stateless = new Set<Atom>([...sequences, ...invariants].map(({ input }) => input));
    for (const equation of equations) {
      if (!equation.inputs.every((atom) => atom.kind === 'literal' || stateless.has(atom))) continue;
      if (isProduct(equation)) inputProducts++;
      for (const variable of equation.outputs) stateless.add(variable);
    }
    const needed = new Set<Atom>(carries.map(({ next }) => next));
    for (const equation of [...equations].reverse()) {
      const leads = equation.outputs.some((variable) => needed.has(variable));
      if (!leads && isProduct(equation)) outputProducts++;
      for (const atom of leads ? equation.inputs : []) needed.add(atom);
    }
    repeatedStacks += stacks.length - new Set(stacks.map(({ value }) => value)).size;
  }
  return {
    inputProducts,
    outputProducts,
    repeatedStacks,
    products: loops.map(({ equations }) => equations.filter(isProduct).length),
    stacked: loops.map(({ stacks }) => stacks.reduce((sum, { value }) => sum + sizeOf(value.type.shape), 0)),
  };
}
