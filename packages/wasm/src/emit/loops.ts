import type { Shape } from '@rekur/tensor';
import type { View } from '../ir/view.js';

/** One axis of a loop nest: several axes of the shape that all views pass in one stride. */
export interface LoopAxis {
  readonly size: number;
  /** The axes of the shape that are joined here, rising. */
  readonly axes: readonly number[];
}

/**
 * The fewest loops over `shape`, or over some of its axes, in which every view advances by one stride per loop. Axes in `alone` are
 * not joined with others. Axes of size 1 go, unless nothing else is left.
 */
export function loopAxes(
  shape: Shape,
  views: readonly View[],
  alone: ReadonlySet<number> = new Set(),
  among: readonly number[] = [...shape.keys()],
): LoopAxis[] {
  const result: { size: number; axes: number[] }[] = [];
  for (const axis of among) {
    const size = shape[axis];
    if (size === 1 && !alone.has(axis)) continue;
    const last = result.at(-1);
    const previous = last?.axes.at(-1);
    const joins =
      last !== undefined &&
      previous !== undefined &&
      !alone.has(axis) &&
      !alone.has(previous) &&
      views.every(({ strides }) => strides[previous] === strides[axis] * size);
    if (joins) {
      last.size *= size;
      last.axes.push(axis);
    } else result.push({ size, axes: [axis] });
  }
  return result;
}

/** A loop that runs once, where there are no axes. */
export const once: LoopAxis = { size: 1, axes: [] };

/** A view's stride along a joined axis, in elements. */
export function strideAlong({ strides }: View, { axes }: LoopAxis): number {
  const last = axes.at(-1);
  return last === undefined ? 0 : strides[last];
}
