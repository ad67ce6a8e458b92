import type { Program, Tree } from '@rekur/tensor';
import { describe, flattenTree, formatType, fullLike, isFloat, rebuildTree, sameShape, ShapeError, Tensor, trace } from '@rekur/tensor';
import { differentiator } from './differentiate.js';

/** Outputs and the way back from cotangents to gradients. */
export interface VjpResult<Primal extends Tree> {
  readonly outputs: readonly Tensor[];
  /** @param cotangents one per output, undefined for zero */
  readonly pullback: (cotangents: readonly (Tensor | undefined)[]) => Primal;
}

/**
 * Reverse-mode differentiation of `f` at `primal` (nested tensors): the outputs, and a function from their cotangents v to
 * vᵀ·J in the shape of `primal`. Tensors that `f` uses from outside are constants.
 * @throws ShapeError from `pullback` for cotangents that are not of the outputs' types
 */
export function vjp<Primal extends Tree>(f: (primal: Primal) => readonly Tensor[], primal: Primal): VjpResult<Primal> {
  const leaves = flattenTree(primal).map(({ value }) => value);
  const { program, captured } = trace((...tensors) => f(rebuildTree(primal, tensors)), leaves);
  const { outputs, pullback } = differentiator.linearize(program, [...leaves, ...captured], program.inputs.map((_, index) => index < leaves.length));
  return {
    outputs: outputs as Tensor[],
    pullback: (cotangents) => {
      requireCotangents(outputs as Tensor[], cotangents);
      const gradients = pullback(cotangents);
      return rebuildTree(primal, leaves.map((leaf, index) => gradients[index] ?? fullLike(leaf, 0)));
    },
  };
}

function requireCotangents(outputs: readonly Tensor[], cotangents: readonly (Tensor | undefined)[]): void {
  const refuse = (given: string, expected: string): never => {
    throw new ShapeError(describe('vjp', 'cotangents do not fit the outputs', given, expected, 'undefined stands for zero'));
  };
  if (cotangents.length > outputs.length) refuse(`${cotangents.length} cotangents`, `${outputs.length} are expected, one per output`);
  cotangents.forEach((cotangent, index) => {
    const output = outputs[index];
    if (!cotangent || (cotangent.dtype === output.dtype && sameShape(cotangent.shape, output.shape))) return;
    refuse(`cotangent ${index} is ${formatType(cotangent)}`, `${formatType(output)} is expected, as the output`);
  });
}

/** Program → Program: (…inputs, …cotangents of the outputs) → (…outputs, …gradients of the inputs marked in `wrt`). */
export function vjpProgram(program: Program, wrt: readonly boolean[] = program.inputs.map(({ type }) => isFloat(type.dtype))): Program {
  const count = program.inputs.length;
  const types = [...program.inputs, ...program.outputs].map((atom) => atom.type);
  const { program: result, captured } = trace((...tensors) => {
    const { outputs, pullback } = differentiator.linearize(program, tensors.slice(0, count), wrt);
    const gradients = pullback(tensors.slice(count));
    const asked = tensors.slice(0, count).flatMap((tensor, index) => (wrt[index] ? [gradients[index] ?? fullLike(tensor, 0)] : []));
    return [...(outputs as Tensor[]), ...asked];
  }, types);
  if (captured.length > 0) throw new Error(`vjpProgram: a rule captured ${captured.map(formatType).join(', ')}; constants must be made with fullLike`);
  return result;
}

/** What `valueAndGrad` returns: the scalar, its gradient in the shape of the first argument, and what else `f` gave. */
export interface ValueAndGrad<Primal extends Tree> {
  readonly value: Tensor;
  readonly gradient: Primal;
  readonly auxiliary: readonly Tensor[];
}

/** A scalar, or a scalar with further results that are not differentiated. */
export type Objective = Tensor | { readonly value: Tensor; readonly auxiliary: readonly Tensor[] };

/**
 * The function that returns `f`'s value together with its gradient with respect to the first argument (nested tensors).
 * Works on concrete and traced tensors alike, so gradients of gradients are this function twice.
 * @throws ShapeError when called, if `f` does not return a float scalar.
 */
export function valueAndGrad<Primal extends Tree, Rest extends readonly unknown[]>(
  f: (primal: Primal, ...rest: Rest) => Objective,
): (primal: Primal, ...rest: Rest) => ValueAndGrad<Primal> {
  return (primal, ...rest) => {
    const { outputs, pullback } = vjp((argument: Primal) => {
      const result = f(argument, ...rest);
      const { value, auxiliary } = result instanceof Tensor ? { value: result, auxiliary: [] } : requireParts(result);
      requireScalar(value);
      return [value, ...auxiliary];
    }, primal);
    const [value, ...auxiliary] = outputs;
    return { value, gradient: pullback([fullLike(value, 1)]), auxiliary };
  };
}

/** The gradient alone; see {@link valueAndGrad}. */
export function grad<Primal extends Tree, Rest extends readonly unknown[]>(
  f: (primal: Primal, ...rest: Rest) => Objective,
): (primal: Primal, ...rest: Rest) => Primal {
  const both = valueAndGrad(f);
  return (primal, ...rest) => both(primal, ...rest).gradient;
}

/** What TypeScript would refuse: a number, or nothing where `return` was forgotten. */
function requireParts(result: Exclude<Objective, Tensor>): Exclude<Objective, Tensor> {
  if (typeof result === 'object' && 'value' in result && 'auxiliary' in result) return result;
  throw new ShapeError(
    describe('grad', 'objective is no scalar', `the function returned ${typeof result}`, 'a float32 or float64 scalar is expected', 'return a tensor'),
  );
}

function requireScalar(value: Tensor): void {
  if (value.rank === 0 && isFloat(value.dtype)) return;
  throw new ShapeError(
    describe(
      'grad',
      'objective is no scalar',
      `it is ${formatType(value)}`,
      'a float32 or float64 scalar is expected',
      'sum or mean reduces a tensor to one',
    ),
  );
}

