import type { Shape } from '../shape.js';
import { stridesOf } from '../shape.js';

/** Offsets of a reduction: where each output element starts, and where its terms lie from there, in row-major order. */
export interface Reduction {
  readonly starts: Int32Array;
  readonly terms: Int32Array;
}

function offsets(shape: Shape, strides: readonly number[], axes: readonly number[]): Int32Array {
  let result = Int32Array.of(0);
  for (const axis of axes) {
    const next = new Int32Array(result.length * shape[axis]);
    for (let i = 0; i < result.length; i++) {
      for (let j = 0; j < shape[axis]; j++) next[i * shape[axis] + j] = result[i] + j * strides[axis];
    }
    result = next;
  }
  return result;
}

export function reductionOf(shape: Shape, axes: readonly number[]): Reduction {
  const strides = stridesOf(shape);
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  return { starts: offsets(shape, strides, kept), terms: offsets(shape, strides, axes) };
}

/** The shape without `axes`. */
export function reducedShape(shape: Shape, axes: readonly number[]): number[] {
  return shape.filter((_, axis) => !axes.includes(axis));
}
