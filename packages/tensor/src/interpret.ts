import { allocate } from './dtype.js';
import { describe, ShapeError } from './error.js';
import type { Executor, KernelCall, Operand } from './primitive.js';
import { primitiveNamed } from './primitives/index.js';
import type { Atom, Program, Variable } from './program.js';
import { formatType, sameShape, sizeOf } from './shape.js';

/**
 * The reference evaluator: runs each equation's kernel in order. Buffers are allocated once per executor and used again
 * in every run, so that a loop over time allocates nothing per step.
 */
export function createExecutor(program: Program): Executor {
  const executors = new Map<Program, Executor>();
  const prepare = (body: Program): Executor => {
    let executor = executors.get(body);
    if (!executor) executors.set(body, (executor = build(body, prepare)));
    return executor;
  };
  return build(program, prepare);
}

function build(program: Program, prepare: (body: Program) => Executor): Executor {
  const operands = new Map<Variable, Operand>();
  const place = (variable: Variable, length: number): Operand => {
    const operand = { ...variable.type, data: allocate(variable.type.dtype, length) };
    operands.set(variable, operand);
    return operand;
  };
  const find = (atom: Atom): Operand => {
    if (atom.kind === 'variable') return operands.get(atom) as Operand;
    const data = allocate(atom.type.dtype, 1);
    data[0] = atom.value;
    return { ...atom.type, data };
  };

  const inputs = program.inputs.map((variable) => place(variable, 0));
  const steps = program.equations.map((equation) => {
    const call: KernelCall<never> = {
      inputs: equation.inputs.map(find),
      outputs: equation.outputs.map((variable) => place(variable, sizeOf(variable.type.shape))),
      params: equation.params as never,
      prepare,
    };
    return { kernel: primitiveNamed(equation.primitive).kernel, call };
  });
  const outputs = program.outputs.map(find);

  return {
    run(values) {
      checkInputs(program, values);
      for (let index = 0; index < inputs.length; index++) inputs[index].data = values[index].data;
      for (const { kernel, call } of steps) kernel(call);
      return outputs;
    },
  };
}

function checkInputs(program: Program, values: readonly Operand[]): void {
  if (values.length > program.inputs.length) {
    throw new ShapeError(
      describe('interpret', 'too many inputs', `${values.length} are given`, `the Program takes ${program.inputs.length}`),
    );
  }
  for (let index = 0; index < program.inputs.length; index++) {
    const { type } = program.inputs[index];
    const value = values[index];
    if (value !== undefined && value.dtype === type.dtype && sameShape(value.shape, type.shape)) continue;
    throw new ShapeError(
      describe(
        'interpret',
        'input does not fit the Program',
        `input ${index} is ${value === undefined ? 'missing' : formatType(value)}`,
        `${formatType(type)} is expected`,
        'trace again for another shape',
      ),
    );
  }
}
