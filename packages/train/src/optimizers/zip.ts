import type { Tensor } from '@rekur/tensor';
import { flattenTree, rebuildTree } from '@rekur/tensor';
import type { ParameterTree } from './optimizer.js';

/** Applies `f` to the leaves of trees of one structure; each result of `f` goes to its own tree. */
export function zipTrees(trees: readonly ParameterTree[], f: (...leaves: Tensor[]) => readonly Tensor[]): ParameterTree[] {
  const columns = trees.map((tree) => flattenTree(tree).map(({ value }) => value));
  const rows = columns[0].map((_, index) => f(...columns.map((column) => column[index])));
  const count = rows[0]?.length ?? 0;
  return Array.from({ length: count }, (_, position) => rebuildTree(trees[0], rows.map((row) => row[position])));
}
