import type { TypedArray } from '../dtype.js';
import type { Shape } from '../shape.js';
import { sizeOf } from '../shape.js';

/**
 * Walks `shape` in row-major order and copies `source[…]` at `sourceStrides` to `target[…]` at `targetStrides`.
 * The shared loop of transpose, broadcast, slice, pad, concat and reverse.
 */
export function copyStrided(
  shape: Shape,
  source: TypedArray,
  sourceOffset: number,
  sourceStrides: readonly number[],
  target: TypedArray,
  targetOffset: number,
  targetStrides: readonly number[],
): void {
  const size = sizeOf(shape);
  if (size === 0) return;
  const rank = shape.length;
  if (rank === 0) {
    target[targetOffset] = source[sourceOffset];
    return;
  }
  const inner = shape[rank - 1];
  const sourceStep = sourceStrides[rank - 1];
  const targetStep = targetStrides[rank - 1];
  const position = new Array<number>(rank).fill(0);
  for (let done = 0; done < size; done += inner) {
    for (let i = 0, s = sourceOffset, t = targetOffset; i < inner; i++, s += sourceStep, t += targetStep) target[t] = source[s];
    for (let axis = rank - 2; axis >= 0; axis--) {
      sourceOffset += sourceStrides[axis];
      targetOffset += targetStrides[axis];
      if (++position[axis] < shape[axis]) break;
      sourceOffset -= sourceStrides[axis] * shape[axis];
      targetOffset -= targetStrides[axis] * shape[axis];
      position[axis] = 0;
    }
  }
}
