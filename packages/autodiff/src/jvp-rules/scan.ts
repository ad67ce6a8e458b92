import type { PrimitiveParams } from '@rekur/tensor';
import { fullLike, scan, Tensor } from '@rekur/tensor';
import { differentiator } from '../differentiate.js';
import type { JvpRule } from '../jvpRule.js';
import { activeOperands, isActive } from '../rules/scan.js';

/** The same loop with the tangents as further carries, per-step inputs and outputs. */
export const scanJvp: JvpRule<PrimitiveParams<'scan'>> = ({ params, inputs, tangents, apply, pushForward }) => {
  const { body, carries, sequences, capacity, reverse } = params;
  const [tripCount, ...operands] = inputs;
  const given = tangents.slice(1);
  const { active, variables } = activeOperands(params, given.map((tangent) => tangent !== undefined), differentiator);
  const activeOutputs = body.outputs.map((atom, index) => (index < carries ? active[index] : isActive(atom, variables)));
  if (!activeOutputs.includes(true)) return { outputs: apply(), tangents: [] };

  const like = given.find((tangent) => tangent !== undefined) as Tensor;
  const values = operands.map((operand) => (operand instanceof Tensor ? operand : fullLike(like, operand.value, operand.type)));
  const moving = (from: number, to: number): Tensor[] =>
    values.slice(from, to).flatMap((value, index) => (active[from + index] ? [given[from + index] ?? fullLike(value, 0)] : []));
  const end = carries + sequences;

  const result = scan(
    (carry, slices) => {
      const [carried, sliced] = [carry.slice(carries), slices.slice(sequences)];
      const tangentsOfStep = active.map((flag, index) => {
        if (!flag) return undefined;
        if (index >= end) return given[index];
        return index < carries ? carried.shift() : sliced.shift();
      });
      const step = pushForward(body, [...carry.slice(0, carries), ...slices.slice(0, sequences), ...values.slice(end)], tangentsOfStep);
      const outputs = step.outputs.map((output) => (output instanceof Tensor ? output : fullLike(like, output.value, output.type)));
      const outputTangents = activeOutputs.map((flag, index) => (flag ? (step.tangents[index] ?? fullLike(outputs[index], 0)) : undefined));
      const present = (from: number, to?: number): Tensor[] => outputTangents.slice(from, to).filter((tangent) => tangent !== undefined);
      return {
        carry: [...outputs.slice(0, carries), ...present(0, carries)],
        outputs: [...outputs.slice(carries), ...present(carries)],
      };
    },
    [...values.slice(0, carries), ...moving(0, carries)],
    [...values.slice(carries, end), ...moving(carries, end)],
    { reverse, steps: capacity, tripCount: tripCount instanceof Tensor ? tripCount : tripCount.value },
  );

  const outputTangents = [...result.carry.slice(carries), ...result.outputs.slice(body.outputs.length - carries)];
  return {
    outputs: [...result.carry.slice(0, carries), ...result.outputs.slice(0, body.outputs.length - carries)],
    tangents: activeOutputs.map((flag) => (flag ? outputTangents.shift() : undefined)),
  };
};
