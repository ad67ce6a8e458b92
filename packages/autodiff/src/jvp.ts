import type { Program, Tree } from '@rekur/tensor';
import { describe, flattenTree, formatType, fullLike, isFloat, rebuildTree, sameShape, ShapeError, Tensor, trace } from '@rekur/tensor';
import { grad, type Objective } from './grad.js';
import { pushForward } from './pushForward.js';

/** Outputs, and their derivatives in one direction. */
export interface JvpResult {
  readonly outputs: readonly Tensor[];
  /** One per output, of its type; zero where nothing flows, as for integers. */
  readonly tangents: readonly Tensor[];
}

/**
 * Forward-mode differentiation of `f` at `primal` (nested tensors) in the direction `tangent`: the outputs and J·u, in one pass and
 * without storing anything. Tensors that `f` uses from outside are constants.
 *
 * @param tangent u, with the structure, shapes and dtypes of `primal`; what it says about integers is not read
 * @throws ShapeError if a tangent has another type; ValueError at a function made by `customGradient`
 */
export function jvp<Primal extends Tree>(f: (primal: Primal) => readonly Tensor[], primal: Primal, tangent: Primal): JvpResult {
  const leaves = flattenTree(primal).map(({ value }) => value);
  const directions = tangentsOf(primal, tangent);
  const { program, captured } = trace((...tensors) => f(rebuildTree(primal, tensors)), leaves);
  const { outputs, tangents } = pushForward(program, [...leaves, ...captured], directions);
  return {
    outputs: outputs as Tensor[],
    tangents: outputs.map((output, index) => tangents[index] ?? fullLike(output as Tensor, 0)),
  };
}

/** Program → Program: (…inputs, …tangents of the inputs marked in `wrt`) → (…outputs, …tangents of the float outputs). */
export function jvpProgram(program: Program, wrt: readonly boolean[] = program.inputs.map(({ type }) => isFloat(type.dtype))): Program {
  const count = program.inputs.length;
  const types = [...program.inputs, ...program.inputs.filter((_, index) => wrt[index])].map(({ type }) => type);
  const { program: result, captured } = trace((...tensors) => {
    let next = count;
    const { outputs, tangents } = pushForward(program, tensors.slice(0, count), wrt.map((flag) => (flag ? tensors[next++] : undefined)));
    const float = program.outputs.flatMap(({ type }, index) =>
      isFloat(type.dtype) ? [tangents[index] ?? fullLike(tensors[0], 0, type)] : [],
    );
    return [...outputs.map((output) => (output instanceof Tensor ? output : fullLike(tensors[0], output.value, output.type))), ...float];
  }, types);
  if (captured.length > 0) throw new Error(`jvpProgram: a rule captured ${captured.map(formatType).join(', ')}; constants must be made with fullLike`);
  return result;
}

/**
 * The product of the Hessian of a scalar function with a vector: the derivative of the gradient in the direction `v`, forward over
 * reverse. It costs about twice a gradient; the Hessian itself is never made.
 *
 * Pearlmutter (1994), "Fast Exact Multiplication by the Hessian".
 *
 * @throws ShapeError if `v` has other types than the argument, or `f` returns no scalar
 */
export function hessianVectorProduct<Primal extends Tree>(f: (primal: Primal) => Objective): (primal: Primal, v: Primal) => Primal {
  const gradient = (primal: Primal): Tensor[] => flattenTree(grad(f)(primal)).map(({ value }) => value);
  return (primal, v) => rebuildTree(primal, jvp(gradient, primal, v).tangents);
}

/** The float leaves of the tangent; it must have the primal's structure and types. */
function tangentsOf(primal: Tree, tangent: Tree): (Tensor | undefined)[] {
  const leaves = flattenTree(primal);
  const directions = flattenTree(tangent);
  if (directions.length !== leaves.length) refuseTangent(`${directions.length} tensors`, `${leaves.length} are expected`);
  return leaves.map(({ path, value }, index) => {
    const direction = directions[index];
    if (direction.path !== path || direction.value.dtype !== value.dtype || !sameShape(direction.value.shape, value.shape)) {
      const name = (of: string): string => (of ? `${of}: ` : '');
      refuseTangent(`${name(direction.path)}${formatType(direction.value)}`, `${name(path)}${formatType(value)} is expected`);
    }
    return isFloat(value.dtype) ? direction.value : undefined;
  });
}

function refuseTangent(given: string, expected: string): never {
  throw new ShapeError(describe('jvp', 'tangent does not fit the primal', given, expected, 'both need the same structure and types'));
}
