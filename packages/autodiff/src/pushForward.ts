import type { Atom, Literal, PrimitiveName, Program, Tensor, Variable } from '@rekur/tensor';
import { apply, isFloat } from '@rekur/tensor';
import { jvpRules } from './jvp-rules/index.js';
import type { JvpRule, Pushed } from './jvpRule.js';

/**
 * Applies a Program to tensors together with their tangents (undefined: zero), equation by equation. What no tangent reaches is computed
 * as it is.
 */
export function pushForward(program: Program, inputs: readonly Tensor[], tangents: readonly (Tensor | undefined)[]): Pushed {
  const values = new Map<Variable, Tensor>();
  const moving = new Map<Variable, Tensor>();
  const bind = (variable: Variable, value: Tensor, tangent: Tensor | undefined): void => {
    values.set(variable, value);
    if (tangent && isFloat(variable.type.dtype)) moving.set(variable, tangent);
  };
  const valueOf = (atom: Atom): Tensor | Literal => (atom.kind === 'literal' ? atom : (values.get(atom) as Tensor));
  const tangentOf = (atom: Atom): Tensor | undefined => (atom.kind === 'literal' ? undefined : moving.get(atom));

  program.inputs.forEach((variable, index) => bind(variable, inputs[index], tangents[index]));
  const home = inputs.filter((input) => input.recorded);
  for (const { primitive, params, inputs: atoms, outputs } of program.equations) {
    const operands = atoms.map(valueOf);
    const applyItself = (): Tensor[] => apply(primitive as PrimitiveName, params as never, operands, home);
    const given = atoms.map(tangentOf);
    if (given.every((tangent) => tangent === undefined)) {
      applyItself().forEach((value, index) => bind(outputs[index], value, undefined));
      continue;
    }
    const rule: JvpRule = jvpRules[primitive as PrimitiveName];
    const pushed = rule({ params: params as never, inputs: operands, tangents: given, apply: applyItself, pushForward });
    outputs.forEach((variable, index) => bind(variable, pushed.outputs[index], pushed.tangents[index]));
  }
  return { outputs: program.outputs.map(valueOf), tangents: program.outputs.map(tangentOf) };
}
