import { allocate, roundTo } from './dtype.js';
import type { DType } from './dtype.js';
import { describe, DTypeError } from './error.js';
import { createExecutor } from './interpret.js';
import type { Operand } from './primitive.js';
import type { PrimitiveName, PrimitiveParams } from './primitives/index.js';
import { primitiveNamed, resultTypes } from './primitives/index.js';
import type { Atom, Literal } from './program.js';
import type { Recorder } from './recorder.js';
import type { ValueType } from './shape.js';
import { sizeOf } from './shape.js';
import { Tensor } from './tensor.js';

/** A scalar constant of `dtype`, exact in it. */
export function literal(value: number, dtype: DType): Literal {
  return { kind: 'literal', type: { shape: [], dtype }, value: roundTo(dtype, value) };
}

/**
 * Applies a primitive: at once if every operand is concrete, else by recording it in the innermost trace among the
 * operands. This is the one way into the primitives; every operation ends here.
 *
 * @param home tensors whose trace the results belong to as well: for primitives without tensor operands
 */
export function apply<Name extends PrimitiveName>(
  name: Name,
  params: PrimitiveParams<Name>,
  operands: readonly (Tensor | Literal)[],
  home: readonly Tensor[] = [],
): Tensor[] {
  for (const operand of operands) requireOperand(name, operand);
  let recorder: Recorder | undefined;
  for (const operand of [...operands, ...home]) {
    const found = operand instanceof Tensor ? operand.recorded?.recorder : undefined;
    if (found && (!recorder || found.depth > recorder.depth)) recorder = found;
  }
  return recorder ? record(recorder, name, params, operands) : compute(name, params, operands);
}

/** What TypeScript would refuse, such as an array in place of a tensor. */
function requireOperand(name: string, operand: Tensor | Literal | undefined): void {
  if (operand instanceof Tensor || operand?.kind === 'literal') return;
  throw new DTypeError(describe(name, 'not a tensor', typeof operand, 'a tensor is expected', 'tensor(…) makes one'));
}

/**
 * `value` everywhere in `type.shape`, belonging to the same trace as `x` (concrete if `x` is): a constant made inside a
 * traced function this way is part of the Program instead of a captured input.
 */
export function fullLike(x: Tensor, value: number, type: ValueType = x): Tensor {
  return apply('broadcast', { shape: type.shape }, [literal(value, type.dtype)], [x])[0];
}

function record(recorder: Recorder, name: string, params: object, operands: readonly (Tensor | Literal)[]): Tensor[] {
  const atoms = operands.map((operand) => (operand instanceof Tensor ? atomOf(operand, recorder) : operand));
  const outputs = recorder.record(name, params as Readonly<Record<string, unknown>>, atoms);
  return outputs.map((variable) => new Tensor(variable.type, { recorder, variable }));
}

/** The tensor's variable in `recorder`, captured if it comes from outside. */
export function atomOf(tensor: Tensor, recorder: Recorder): Atom {
  const { recorded } = tensor;
  return recorded?.recorder === recorder ? recorded.variable : recorder.capture(tensor);
}

function compute(name: string, params: object, operands: readonly (Tensor | Literal)[]): Tensor[] {
  const inputs = operands.map(operandOf);
  const outputs: Operand[] = resultTypes(name, inputs, params).map(({ shape, dtype }) => ({
    shape,
    dtype,
    data: allocate(dtype, sizeOf(shape)),
  }));
  primitiveNamed(name).kernel({ inputs, outputs, params: params as never, prepare: createExecutor });
  return outputs.map((output) => new Tensor(output, output.data));
}

function operandOf(operand: Tensor | Literal): Operand {
  if (operand instanceof Tensor) return operand;
  const data = allocate(operand.type.dtype, 1);
  data[0] = operand.value;
  return { ...operand.type, data };
}
