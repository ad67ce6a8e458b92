import type { Literal, PrimitiveName, PrimitiveParams, Program } from '@rekur/tensor';
import { add, apply, broadcastTo, fullLike, literal, Tensor } from '@rekur/tensor';
import { differentiator } from './differentiate.js';
import type { VjpRule } from './rule.js';

/** Results of a Program and their tangents; undefined stands for zero. */
export interface Pushed {
  readonly outputs: readonly (Tensor | Literal)[];
  readonly tangents: readonly (Tensor | undefined)[];
}

/** What a rule may use: the operands and their tangents, of which one at least is not zero. */
export interface PushForwardCall<Params> {
  readonly params: Params;
  readonly inputs: readonly (Tensor | Literal)[];
  readonly tangents: readonly (Tensor | undefined)[];
  /** The primitive itself. */
  readonly apply: () => Tensor[];
  /** The forward mode of whole Programs, handed to rules whose parameters hold one, so that no rule imports it. */
  readonly pushForward: (program: Program, inputs: readonly Tensor[], tangents: readonly (Tensor | undefined)[]) => Pushed;
}

/** How a primitive is differentiated forward: its results, and their tangents from those of the operands. */
export type JvpRule<Params = never> = (call: PushForwardCall<Params>) => {
  readonly outputs: readonly Tensor[];
  readonly tangents: readonly (Tensor | undefined)[];
};

/** Bool and integer results have no tangents, and a constant's is zero. */
export const constant: JvpRule<unknown> = ({ apply }) => ({ outputs: apply(), tangents: [] });

/**
 * An elementwise primitive's Jacobian is diagonal, and so its own transpose: what carries a cotangent back to an operand carries that
 * operand's tangent forward.
 */
export function diagonal<Params>(rule: VjpRule<Params>): JvpRule<Params> {
  return ({ params, inputs, tangents, apply }) => {
    const outputs = apply();
    const operands = inputs.map((input) => (input instanceof Tensor ? input : input.value));
    const parts = tangents.flatMap((tangent, index) => {
      if (!tangent) return [];
      const cotangents = [broadcastTo(tangent, outputs[0].shape)];
      const pullback = rule.pullback({ params, inputs: operands, outputs, cotangents, plan: undefined, differentiator });
      return [(pullback[index] as () => Tensor)()];
    });
    return { outputs, tangents: [parts.reduce((sum, part) => add(sum, part))] };
  };
}

/**
 * A primitive that is linear in the operands at `positions` (default: all) is applied to their tangents, the others staying as
 * they are.
 */
export function linear<Name extends PrimitiveName>(name: Name, positions?: readonly number[]): JvpRule<PrimitiveParams<Name>> {
  return ({ params, inputs, tangents, apply: applyItself }) => {
    const moved = inputs.map((input, index) => {
      const varies = positions === undefined || positions.includes(index);
      return varies ? (tangents[index] ?? zeroOf(input)) : input;
    });
    return { outputs: applyItself(), tangents: apply(name, params, moved) };
  };
}

function zeroOf(operand: Tensor | Literal): Tensor | Literal {
  return operand instanceof Tensor ? fullLike(operand, 0) : literal(0, operand.type.dtype);
}
