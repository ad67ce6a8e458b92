import type { DType, TypedArray } from '../dtype.js';
import { isFloat, isInteger } from '../dtype.js';
import { describe, DTypeError, ShapeError, ValueError } from '../error.js';
import type { Operand } from '../primitive.js';
import type { Shape, ValueType } from '../shape.js';
import { formatShape, formatType, sameShape } from '../shape.js';

/** The dtypes that an operation takes, by the words used in messages. */
export type DTypeClass = 'float' | 'numeric' | 'bits' | 'bool' | 'any';

function belongs(dtype: DType, allowed: DTypeClass): boolean {
  if (allowed === 'any') return true;
  if (allowed === 'bool') return dtype === 'bool';
  if (allowed === 'bits') return !isFloat(dtype);
  return allowed === 'float' ? isFloat(dtype) : dtype !== 'bool';
}

const expectation: Readonly<Record<DTypeClass, string>> = {
  float: 'float32 or float64 is expected',
  numeric: 'float32, float64, int32 or uint32 is expected',
  bits: 'bool, int32 or uint32 is expected',
  bool: 'bool is expected',
  any: 'any dtype is expected',
};

/** @throws DTypeError unless `type` is of the class `allowed`. */
export function requireDType(operation: string, name: string, type: ValueType, allowed: DTypeClass): void {
  if (belongs(type.dtype, allowed)) return;
  throw new DTypeError(
    describe(operation, 'wrong dtype', `${name} is ${formatType(type)}`, expectation[allowed], `cast(${name}, …) converts`),
  );
}

/** @throws DTypeError unless both have one dtype. */
export function requireSameDType(operation: string, a: ValueType, b: ValueType): void {
  if (a.dtype === b.dtype) return;
  throw new DTypeError(
    describe(
      operation,
      'dtypes differ',
      `a is ${formatType(a)}, b is ${formatType(b)}`,
      'both must have the same dtype, nothing is converted in silence',
      `cast(b, '${a.dtype}') converts b`,
    ),
  );
}

/** Elementwise: every operand has the result's shape, or is a scalar that stands for all elements. */
export function elementwiseShape(operation: string, inputs: readonly ValueType[]): Shape {
  let shape: Shape = [];
  for (const input of inputs) {
    if (input.shape.length === 0) continue;
    if (shape.length > 0 && !sameShape(shape, input.shape)) {
      throw new ShapeError(
        describe(
          operation,
          'shapes differ',
          inputs.map(formatType).join(', '),
          'an elementwise primitive takes equal shapes or scalars',
          'insert broadcast',
        ),
      );
    }
    shape = input.shape;
  }
  return shape;
}

/** Shape rule of a one-operand elementwise primitive. */
export function unary(operation: string, allowed: DTypeClass): (inputs: readonly ValueType[]) => ValueType[] {
  return ([a]) => {
    requireDType(operation, 'a', a, allowed);
    return [{ shape: a.shape, dtype: a.dtype }];
  };
}

/** Shape rule of a two-operand elementwise primitive; `result` overrides the dtype of the result. */
export function binary(
  operation: string,
  allowed: DTypeClass,
  result?: DType,
): (inputs: readonly ValueType[]) => ValueType[] {
  return ([a, b]) => {
    requireDType(operation, 'a', a, allowed);
    requireSameDType(operation, a, b);
    return [{ shape: elementwiseShape(operation, [a, b]), dtype: result ?? a.dtype }];
  };
}

/** Shape rule of a shift by a fixed distance. */
export function shift(operation: string): (inputs: readonly ValueType[], params: { readonly distance: number }) => ValueType[] {
  return ([a], { distance }) => {
    if (!isInteger(a.dtype)) {
      throw new DTypeError(
        describe(operation, 'wrong dtype', `a is ${formatType(a)}`, 'int32 or uint32 is expected', `cast(a, 'uint32') converts`),
      );
    }
    if (!Number.isInteger(distance) || distance < 0 || distance > 31) {
      throw new ValueError(describe(operation, 'distance out of range', String(distance), 'a whole number from 0 to 31 is expected'));
    }
    return [{ shape: a.shape, dtype: a.dtype }];
  };
}

/** How far to move in an operand per output element: 0 repeats a scalar. */
export function advance(operand: Operand, output: Operand): number {
  return operand.data.length === 1 && output.data.length !== 1 ? 0 : 1;
}

/** The typed arrays and steps of a two-operand elementwise kernel. */
export function pair(
  inputs: readonly Operand[],
  outputs: readonly Operand[],
): { x: TypedArray; xStep: number; y: TypedArray; yStep: number; out: TypedArray } {
  return {
    x: inputs[0].data,
    xStep: advance(inputs[0], outputs[0]),
    y: inputs[1].data,
    yStep: advance(inputs[1], outputs[0]),
    out: outputs[0].data,
  };
}

/** @throws ShapeError unless `axes` are distinct axes of `shape` in rising order. */
export function requireAxes(operation: string, axes: readonly number[], shape: Shape): void {
  const good = axes.every(
    (axis, index) => Number.isInteger(axis) && axis >= 0 && axis < shape.length && (index === 0 || axis > axes[index - 1]),
  );
  if (good) return;
  throw new ShapeError(
    describe(
      operation,
      'bad axes',
      `axes [${axes.join(', ')}] of ${formatShape(shape)}`,
      `axes must be distinct, rising and from 0 to ${shape.length - 1}`,
    ),
  );
}
