import type { ReduceNode } from '../ir/node.js';
import type { View } from '../ir/view.js';

/** The target seen with the shape of the terms: stride 0 along the axes that go. */
export function targetOverTerms({ shape, axes, target }: ReduceNode): View {
  const strides = new Array<number>(shape.length).fill(0);
  let next = 0;
  shape.forEach((_, axis) => {
    if (!axes.includes(axis)) strides[axis] = target.strides[next++];
  });
  return { ...target, shape, strides };
}
