import type { Tree } from '@rekur/tensor';
import { apply, flattenTree, rebuildTree, trace } from '@rekur/tensor';

/**
 * The same function, of which a backward pass stores the arguments alone: its inner values are computed again when they are needed.
 * Memory is saved for one more forward pass through `f`. Values and gradients are those of `f`, to the bit.
 *
 * Griewank & Walther (2000), "Algorithm 799: revolve"; PyTorch's torch.utils.checkpoint, JAX's jax.checkpoint.
 *
 * @param f a function of nested tensors to nested tensors; what it uses from outside is stored like an argument and has gradients too
 */
export function remat<Arguments extends readonly Tree[], Result extends Tree>(
  f: (...args: Arguments) => Result,
): (...args: Arguments) => Result {
  return (...args) => {
    const leaves = flattenTree(args).map(({ value }) => value);
    let result: Result | undefined;
    const { program, captured } = trace((...tensors) => {
      result = f(...rebuildTree<Tree>(args, tensors) as unknown as Arguments);
      return flattenTree(result).map(({ value }) => value);
    }, leaves);
    const outputs = apply('call', { body: program, backward: undefined }, [...leaves, ...captured]);
    return rebuildTree(result as Result, outputs);
  };
}
