import type { Engine, Program, Tensor, Tree } from '@rekur/tensor';
import { flattenTree, formatType, rebuildTree, trace } from '@rekur/tensor';

/** Tensors by name. */
export type Inputs = { readonly [name: string]: Tree };

/** A function of a tree as a Program, with the values for its inputs. */
export interface TracedTree {
  readonly program: Program;
  /** One for each input of the Program: the tree's leaves, then what the function used from outside. */
  readonly inputs: readonly Tensor[];
  /** The dotted path of each leaf. */
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** The results as a tree again. */
  readonly rebuild: (leaves: readonly Tensor[]) => Inputs;
}

/** Traces a function from tree to tree. */
export function traceTree(f: (inputs: Inputs) => Inputs, inputs: Inputs): TracedTree {
  const leaves = flattenTree(inputs);
  const values = leaves.map(({ value }) => value);
  let tree: Inputs = {};
  const { program, captured } = trace((...traced) => {
    tree = f(rebuildTree(inputs, traced));
    return flattenTree(tree).map(({ value }) => value);
  }, values);
  return {
    program,
    inputs: [...values, ...captured],
    inputNames: leaves.map(({ path }) => path),
    outputNames: flattenTree(tree).map(({ path }) => path),
    rebuild: (results) => rebuildTree(tree, results),
  };
}

/**
 * Keeps one prepared Program per set of input types: the first batch of a shape traces, later ones run.
 */
export function programCache(engine: Engine, f: (inputs: Inputs) => Inputs): (inputs: Inputs) => Inputs {
  const prepared = new Map<string, (leaves: readonly Tensor[]) => Inputs>();
  return (inputs) => {
    const leaves = flattenTree(inputs);
    const key = leaves.map(({ path, value }) => `${path}:${formatType(value)}`).join(' ');
    let run = prepared.get(key);
    if (!run) prepared.set(key, (run = prepare(engine, traceTree(f, inputs))));
    return run(leaves.map(({ value }) => value));
  };
}

function prepare(engine: Engine, { program, inputs, inputNames, rebuild }: TracedTree): (leaves: readonly Tensor[]) => Inputs {
  const captured = inputs.slice(inputNames.length);
  const run = engine.prepare(program);
  return (leaves) => rebuild(run([...leaves, ...captured]));
}
