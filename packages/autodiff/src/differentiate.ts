import type { Equation, Program, Variable } from '@rekur/tensor';
import { add, apply, isFloat, type PrimitiveName, sum, type Tensor } from '@rekur/tensor';
import type { Differentiator, Linearized, Operand, Prepared, Pullback, Rule } from './rule.js';
import { rules } from './rules/index.js';

/** A rule whose parameters are not known statically. */
function ruleOf(equation: Equation): Rule<never> {
  return rules[equation.primitive as PrimitiveName];
}

function activeInputsOf(equation: Equation, active: ReadonlySet<Variable>): boolean[] {
  return equation.inputs.map((atom) => atom.kind === 'variable' && active.has(atom));
}

/** Which variables depend differentiably on the active inputs. */
function activeVariables(program: Program, activeInputs: readonly boolean[]): ReadonlySet<Variable> {
  const active = new Set(program.inputs.filter((variable, index) => activeInputs[index] && isFloat(variable.type.dtype)));
  for (const equation of program.equations) {
    const inputs = activeInputsOf(equation, active);
    const rule = ruleOf(equation);
    if (!inputs.some(Boolean) || !rule.differentiable) continue;
    const outputs = rule.activeOutputs?.(equation, inputs, differentiator);
    equation.outputs.forEach((variable, index) => {
      if (outputs ? outputs[index] : isFloat(variable.type.dtype)) active.add(variable);
    });
  }
  return active;
}

/** Lets each active equation's rule add to its forward application what the backward pass needs. */
function prepareProgram(program: Program, activeInputs: readonly boolean[]): Prepared {
  const active = activeVariables(program, activeInputs);
  const plans = new Map<Equation, unknown>();
  const equations = program.equations.map((equation) => {
    const rule = ruleOf(equation);
    if (!rule.differentiable || !rule.prepare || !equation.outputs.some((variable) => active.has(variable))) return equation;
    const prepared = rule.prepare(equation, activeInputsOf(equation, active), differentiator);
    plans.set(prepared.equation, prepared.plan);
    return prepared.equation;
  });
  return { program: { ...program, equations }, plans, active };
}

/** Walks the equations backwards, adding up what each variable's users send back. */
function pullBack(
  { program, plans, active }: Prepared,
  values: ReadonlyMap<Variable, Tensor>,
  cotangents: readonly (Tensor | undefined)[],
): (Tensor | undefined)[] {
  const collected = new Map<Variable, Tensor>();
  const collect = (variable: Variable, cotangent: Tensor): void => {
    const before = collected.get(variable);
    collected.set(variable, before ? add(before, cotangent) : cotangent);
  };
  program.outputs.forEach((atom, index) => {
    const cotangent = cotangents[index];
    if (cotangent && atom.kind === 'variable' && active.has(atom)) collect(atom, cotangent);
  });
  for (let index = program.equations.length - 1; index >= 0; index--) {
    const equation = program.equations[index];
    const arriving = equation.outputs.map((variable) => collected.get(variable));
    if (arriving.every((cotangent) => cotangent === undefined)) continue;
    const leaving = applyRule(equation, values, arriving, plans.get(equation));
    equation.inputs.forEach((atom, position) => {
      const compute = leaving[position];
      if (compute && atom.kind === 'variable' && active.has(atom)) collect(atom, unbroadcast(compute(), atom));
    });
  }
  return program.inputs.map((variable) => collected.get(variable));
}

function applyRule(
  equation: Equation,
  values: ReadonlyMap<Variable, Tensor>,
  cotangents: readonly (Tensor | undefined)[],
  plan: unknown,
): Pullback {
  const rule = ruleOf(equation);
  if (!rule.differentiable) return [];
  const inputs: Operand[] = equation.inputs.map((atom) => (atom.kind === 'literal' ? atom.value : (values.get(atom) as Tensor)));
  const outputs = equation.outputs.map((variable) => values.get(variable) as Tensor);
  return rule.pullback({ inputs, outputs, params: equation.params as never, cotangents, plan, differentiator });
}

/** A scalar operand that stood for all elements takes the sum of their cotangents. */
function unbroadcast(cotangent: Tensor, variable: Variable): Tensor {
  return variable.type.shape.length === 0 && cotangent.rank > 0 ? sum(cotangent) : cotangent;
}

function linearize(program: Program, inputs: readonly Tensor[], activeInputs: readonly boolean[]): Linearized {
  const prepared = prepareProgram(program, activeInputs);
  const values = new Map<Variable, Tensor>();
  program.inputs.forEach((variable, index) => values.set(variable, inputs[index]));
  const home = inputs.filter((input) => input.recorded);
  for (const equation of prepared.program.equations) {
    const operands = equation.inputs.map((atom) => (atom.kind === 'literal' ? atom : (values.get(atom) as Tensor)));
    const results = apply(equation.primitive as PrimitiveName, equation.params as never, operands, home);
    equation.outputs.forEach((variable, index) => values.set(variable, results[index]));
  }
  return {
    outputs: program.outputs.map((atom) => (atom.kind === 'literal' ? atom : (values.get(atom) as Tensor))),
    pullback: (cotangents) => pullBack(prepared, values, cotangents),
  };
}

export const differentiator: Differentiator = { activeVariables, prepareProgram, pullBack, linearize };
