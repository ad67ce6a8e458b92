import { expect } from 'vitest';
import type { Tensor, Tree } from '@rekur/tensor';
import { add, flattenTree, mapTree, mul, sub, sum } from '@rekur/tensor';
import { random } from './lstm.js';

const epsilon = 1e-5;

/** at + factor·direction, leaf by leaf. */
export function along<Primal extends Tree>(at: Primal, direction: Tree, factor: number): Primal {
  const directions = flattenTree(direction);
  let next = 0;
  return mapTree(at, (leaf) => add(leaf, mul(directions[next++].value, factor)));
}

/** Central differences in one direction. */
export function differences<Primal extends Tree>(f: (at: Primal) => readonly Tensor[], at: Primal, direction: Primal): Tensor[] {
  const ahead = f(along(at, direction, epsilon));
  const behind = f(along(at, direction, -epsilon));
  return ahead.map((value, index) => mul(sub(value, behind[index]), 1 / (2 * epsilon)));
}

export function directionOf<Primal extends Tree>(at: Primal, seed: number): Primal {
  let next = seed;
  return mapTree(at, (leaf) => random(next++, leaf.shape));
}

export function expectClose(values: readonly Tensor[], expected: readonly Tensor[], tolerance: number): void {
  expect(values.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape));
  values.forEach((value, position) => {
    const wanted = expected[position].data;
    const scale = Math.max(1, ...Array.from(wanted, Math.abs));
    value.data.forEach((element, index) => expect(Math.abs(element - wanted[index]) / scale).toBeLessThanOrEqual(tolerance));
  });
}

export function inner(a: readonly Tensor[], b: readonly Tensor[]): number {
  return a.reduce((total, each, index) => total + sum(mul(each, b[index])).item(), 0);
}

export const leavesOf = (tree: Tree): Tensor[] => flattenTree(tree).map(({ value }) => value);
