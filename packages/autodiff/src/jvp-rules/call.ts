import type { PrimitiveParams } from '@rekur/tensor';
import { apply, describe, fullLike, Tensor, trace, ValueError } from '@rekur/tensor';
import type { JvpRule } from '../jvpRule.js';

/** A call of (…operands, …their tangents) to (…results, …their tangents), so that it still is one step to reverse mode. */
export const callJvp: JvpRule<PrimitiveParams<'call'>> = ({ params: { body, backward }, inputs, tangents, pushForward }) => {
  if (backward) refuse();
  const arrived = tangents.filter((tangent) => tangent !== undefined);
  let leaving: boolean[] = [];
  const { program, captured } = trace(
    (...tensors) => {
      let next = inputs.length;
      const given = tangents.map((tangent) => (tangent ? tensors[next++] : undefined));
      const pushed = pushForward(body, tensors.slice(0, inputs.length), given);
      leaving = pushed.tangents.map((tangent) => tangent !== undefined);
      const results = pushed.outputs.map((output) => (output instanceof Tensor ? output : fullLike(tensors[0], output.value, output.type)));
      return [...results, ...pushed.tangents.filter((tangent) => tangent !== undefined)];
    },
    [...body.inputs.map(({ type }) => type), ...arrived],
  );
  const results = apply('call', { body: program, backward: undefined }, [...inputs, ...arrived, ...captured]);
  let next = body.outputs.length;
  return { outputs: results.slice(0, next), tangents: leaving.map((flag) => (flag ? results[next++] : undefined)) };
};

function refuse(): never {
  throw new ValueError(
    describe(
      'jvp',
      'no forward derivative',
      'a function made by customGradient',
      'its backward says vᵀ·J alone, not J·u',
      'use grad, vjp or jacobian; hessian·v is the gradient of sum(mul(grad(f)(x), v))',
    ),
  );
}
