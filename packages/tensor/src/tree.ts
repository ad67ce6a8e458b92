import { describe, ValueError } from './error.js';
import { Tensor } from './tensor.js';

/** Tensors in nested plain objects and arrays: parameters, states, batches. */
export type Tree = Tensor | readonly Tree[] | { readonly [key: string]: Tree };

/** The leaves with their dotted paths, such as `layers.0.weight_ih`, in order of the keys. @throws ValueError for what is no tree */
export function flattenTree(tree: Tree): { path: string; value: Tensor }[] {
  const leaves: { path: string; value: Tensor }[] = [];
  visit(tree, '', (path, value) => leaves.push({ path, value }));
  return leaves;
}

function visit(tree: Tree, path: string, leaf: (path: string, value: Tensor) => void): void {
  if (tree instanceof Tensor) {
    leaf(path, tree);
    return;
  }
  requireBranch(tree, path);
  for (const [key, child] of Object.entries(tree)) visit(child, path ? `${path}.${key}` : key, leaf);
}

/** Whatever TypeScript lets through or a JavaScript caller passes: nothing but structure and tensors is skipped in silence. */
function requireBranch(node: unknown, path: string): asserts node is object {
  const kind = Object.prototype.toString.call(node).slice(8, -1);
  if (kind === 'Array' || kind === 'Object') return;
  throw new ValueError(
    describe('tree', 'not a tensor', `${path || 'the tree'} is ${kind}`, 'tensors, arrays and plain objects are expected'),
  );
}

/**
 * A tree of the same structure whose leaves are `leaves`, taken in order.
 * @throws ValueError for fewer or more leaves than the structure has.
 */
export function rebuildTree<T extends Tree>(like: T, leaves: readonly Tensor[]): T {
  let next = 0;
  const tree = mapTree(like, () => leaves[next++]);
  if (next !== leaves.length) {
    throw new ValueError(
      describe('rebuildTree', 'leaves do not fit the tree', `${leaves.length} leaves`, `${next} are expected`),
    );
  }
  return tree;
}

/** A tree of the same structure with `f(leaf, path)` at each leaf. @throws ValueError for what is no tree */
export function mapTree<T extends Tree>(tree: T, f: (value: Tensor, path: string) => Tensor): T {
  const walk = (node: Tree, path: string): Tree => {
    if (node instanceof Tensor) return f(node, path);
    const child = (key: string, value: Tree): Tree => walk(value, path ? `${path}.${key}` : key);
    requireBranch(node, path);
    if (Array.isArray(node)) return node.map((value: Tree, index) => child(String(index), value));
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, child(key, value)]));
  };
  return walk(tree, '') as T;
}
