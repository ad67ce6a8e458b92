import type { PrimitiveParams, Program } from '@rekur/tensor';
import { apply, applyProgram, describe, formatType, fullLike, isFloat, literal, Tensor, trace, ValueError } from '@rekur/tensor';
import type { Operand, Pullback, PullbackCall, VjpRule } from '../rule.js';

type CallParams = PrimitiveParams<'call'>;

/**
 * Without a gradient of its own, a call keeps its operands and nothing else: its pullback is a call too, whose body computes the
 * inner values again and goes back through them. Being a call, that can be differentiated again on the same terms.
 * With a gradient of its own, that Program is the pullback.
 */
export const callRule: VjpRule<CallParams> = {
  differentiable: true,

  activeOutputs(equation, activeInputs, differentiator) {
    const { body, backward } = equation.params as unknown as CallParams;
    if (backward) return body.outputs.map(({ type }) => activeInputs.includes(true) && isFloat(type.dtype));
    const active = differentiator.activeVariables(body, activeInputs);
    return body.outputs.map((atom) => atom.kind === 'variable' && active.has(atom));
  },

  prepare(equation, activeInputs) {
    const { backward } = equation.params as unknown as CallParams;
    const constant = backward ? activeInputs.indexOf(true, backward.outputs.length) : -1;
    if (constant >= 0) refuseConstant(formatType(equation.inputs[constant].type));
    return { equation, plan: activeInputs };
  },

  pullback: (call) => (call.params.backward ? ownGradient(call, call.params.backward) : recomputed(call)),
};

function refuseConstant(type: string): never {
  throw new ValueError(
    describe(
      'customGradient',
      'gradient asked of a captured tensor',
      `${type}, which the function uses from outside`,
      'backward gives gradients of the inputs alone',
      'pass it as an input, or use stopGradient on it',
    ),
  );
}

/** The pullback as a call: (…operands, …cotangents that arrived) → the operands' cotangents. */
function recomputed({ inputs, params: { body }, cotangents, plan, differentiator }: PullbackCall<CallParams>): Pullback {
  const active = plan as readonly boolean[];
  const received = cotangents.filter((cotangent) => cotangent !== undefined);
  let reached: boolean[] = [];
  const { program, captured } = trace(
    (...tensors) => {
      const { pullback } = differentiator.linearize(body, tensors.slice(0, inputs.length), active);
      let next = inputs.length;
      const gradients = pullback(cotangents.map((cotangent) => (cotangent ? tensors[next++] : undefined)));
      reached = gradients.map((gradient) => gradient !== undefined);
      return gradients.filter((gradient) => gradient !== undefined);
    },
    [...body.inputs.map(({ type }) => type), ...received],
  );
  if (program.outputs.length === 0) return [];
  const operands = inputs.map((input, index) => (typeof input === 'number' ? literal(input, body.inputs[index].type.dtype) : input));
  const results = apply('call', { body: program, backward: undefined }, [...operands, ...received, ...captured]);
  let next = 0;
  return reached.map((flag) => (flag ? constant(results[next++]) : undefined));
}

function ownGradient({ inputs, outputs, params: { body }, cotangents }: PullbackCall<CallParams>, backward: Program): Pullback {
  const tensorOf = (value: Operand, index: number): Tensor =>
    typeof value === 'number' ? fullLike(outputs[0], value, body.inputs[index].type) : value;
  const arrived = cotangents.map((cotangent, index) => cotangent ?? fullLike(outputs[index], 0));
  const results = applyProgram(backward, [...inputs.map(tensorOf), ...outputs, ...arrived]);
  return results.map((result) => constant(result instanceof Tensor ? result : fullLike(outputs[0], result.value, result.type)));
}

function constant(value: Tensor): () => Tensor {
  return () => value;
}
