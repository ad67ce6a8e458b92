import { describe, ShapeError } from './error.js';
import type { DType } from './dtype.js';

/** Sizes of the axes, outermost first; `[]` is a scalar. */
export type Shape = readonly number[];

/** What is known of a value before it is computed. */
export interface ValueType {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** The number of elements. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const axis of shape) size *= axis;
  return size;
}

/** Row-major strides in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/** `[32, 128]` */
export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** `float32[32, 128]` */
export function formatType(type: Partial<ValueType> | null | undefined): string {
  // Messages also tell of what a JavaScript caller passed in place of a tensor.
  const { shape, dtype } = type ?? {};
  return shape && dtype ? `${dtype}${formatShape(shape)}` : 'no tensor';
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/**
 * The common shape of two operands by NumPy's rule: aligned at the last axis, sizes equal or one of them 1.
 * @throws ShapeError naming both shapes and the axis.
 */
export function broadcastShapes(operation: string, a: Shape, b: Shape, [nameA, nameB] = ['a', 'b']): Shape {
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let back = 1; back <= rank; back++) {
    const left = back <= a.length ? a[a.length - back] : 1;
    const right = back <= b.length ? b[b.length - back] : 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new ShapeError(
        describe(
          operation,
          'shapes do not broadcast',
          `${nameA} is ${formatShape(a)}, ${nameB} is ${formatShape(b)}`,
          `sizes must be equal or 1 from the last axis backwards, and axis ${rank - back} has ${left} and ${right}`,
          'reshape or broadcastTo one of them',
        ),
      );
    }
    shape[rank - back] = left === 1 ? right : left;
  }
  return shape;
}

/**
 * `axis` counted from the front; a negative one counts from the back.
 * @throws ShapeError if the shape has no such axis.
 */
export function normalizeAxis(operation: string, axis: number, shape: Shape): number {
  const normal = axis < 0 ? axis + shape.length : axis;
  if (!Number.isInteger(axis) || normal < 0 || normal >= shape.length) {
    throw new ShapeError(
      describe(
        operation,
        'no such axis',
        `axis ${axis} of ${formatShape(shape)}`,
        shape.length === 0
          ? 'a scalar has no axes'
          : `an axis must be an integer from ${-shape.length} to ${shape.length - 1}`,
      ),
    );
  }
  return normal;
}

/** @throws ShapeError unless every size is a whole number, 0 or more. */
export function checkShape(operation: string, shape: Shape): void {
  if (!Array.isArray(shape) || !shape.every((size) => Number.isSafeInteger(size) && size >= 0)) {
    throw new ShapeError(
      describe(operation, 'not a shape', `${JSON.stringify(shape)}`, 'a shape is an array of whole numbers, each 0 or more'),
    );
  }
}
