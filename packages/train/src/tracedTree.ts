import type { Program, Tensor, Tree, ValueType } from '@rekur/tensor';
import { describe, flattenTree, mapTree, rebuildTree, trace, ValueError } from '@rekur/tensor';

/** Tensors by name. */
export type Inputs = { readonly [name: string]: Tree };

/** A function of a tree as a Program. */
export interface TracedTree {
  readonly program: Program;
  /** What the function used from outside: the Program's last inputs, after the tree's leaves. */
  readonly captured: readonly Tensor[];
  /** The dotted path of each leaf. */
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
}

/**
 * Traces a function from tree to tree.
 * @param types of the leaves, where those of `inputs` stand only for the tree's structure
 */
export function traceTree(f: (inputs: Inputs) => Inputs, inputs: Inputs, types: readonly ValueType[] = leavesOf(inputs)): TracedTree {
  let outputNames: string[] = [];
  const { program, captured } = trace((...traced) => {
    const leaves = flattenTree(f(rebuildTree(inputs, traced)));
    outputNames = leaves.map(({ path }) => path);
    return leaves.map(({ value }) => value);
  }, types);
  return { program, captured, inputNames: flattenTree(inputs).map(({ path }) => path), outputNames };
}

/** The leaves of a tree, in order of its keys. */
export function leavesOf(tree: Tree): Tensor[] {
  return flattenTree(tree).map(({ value }) => value);
}

/**
 * A tree in the order of another one's keys, each leaf found by its path: the order of keys never decides what is what.
 * @throws ValueError if their paths are not the same
 */
export function inOrderOf<T extends Tree>(name: string, like: T, tree: Tree): T {
  const found = new Map(flattenTree(tree).map(({ path, value }) => [path, value]));
  const ordered = mapTree(like, (_, path) => {
    const value = found.get(path);
    found.delete(path);
    return value ?? differs(name, `'${path}' is missing`);
  });
  for (const path of found.keys()) differs(name, `'${path}' is too much`);
  return ordered;
}

function differs(name: string, given: string): never {
  throw new ValueError(describe('inOrderOf', `${name} does not fit`, given, 'the same tensors by name as before are expected'));
}
