import { sizeOf } from '@rekur/tensor';
import type { Limit, MatmulNode } from '../ir/node.js';
import type { View } from '../ir/view.js';
import { sameView, transposeView } from '../ir/view.js';
import type { LowerContext, Lowering } from './context.js';
import { contiguous, paramsOf, reshaped } from './context.js';

export const matmul: Lowering = (equation, context) => {
  const { transposeA, transposeB } = paramsOf<{ transposeA: boolean; transposeB: boolean }>(equation);
  const [left, right] = equation.inputs.map((atom) => context.view(atom));
  const target = context.fresh('matmul', equation.outputs[0].type);
  context.nodes.push(product(swapped(left, transposeA), swapped(right, transposeB), target, context));
  return [target];
};

/** The last two axes the other way round. */
function swapped(view: View, transpose: boolean): View {
  const rank = view.shape.length;
  if (!transpose) return view;
  return transposeView(view, [...view.shape.keys()].map((axis) => (axis < rank - 2 ? axis : rank - 1 - (axis - (rank - 2)))));
}

/** A matmul node; factors whose strides kernels cannot follow are copied first. */
export function product(left: View, right: View, target: View, context: LowerContext, rows?: Limit): MatmulNode {
  const depth = depthLimit(left, right, context);
  return {
    kind: 'matmul',
    left: factor(left, context),
    right: factor(right, context),
    target: asMatrices(target, context),
    ...(rows && { rows }),
    ...(depth && { depth }),
  };
}

/** [batch, rows, columns] with strides that are not negative. */
function factor(view: View, context: LowerContext): View {
  const { strides, ...rest } = asMatrices(view, context);
  // That of an axis with one place says nothing, but kernels write it into their instructions.
  const matrices: View = { ...rest, strides: strides.map((stride, axis) => (rest.shape[axis] === 1 ? Math.abs(stride) : stride)) };
  return matrices.strides.every((stride) => stride >= 0) ? matrices : contiguous(matrices, context);
}

function asMatrices(view: View, context: LowerContext): View {
  const rank = view.shape.length;
  const batch = view.shape.slice(0, -2);
  if (rank === 3) return view;
  if (rank === 2) return { ...view, shape: [1, ...view.shape], strides: [0, ...view.strides] };
  return reshaped(view, [sizeOf(batch), ...view.shape.slice(-2)], context);
}

/** Both factors are stacks of one loop that may end early: what lies behind its steps is zero and need not be multiplied. */
function depthLimit(left: View, right: View, { ran }: LowerContext): Limit | undefined {
  const one = ran.get(left.buffer);
  const other = ran.get(right.buffer);
  const depth = right.shape.at(-2) as number;
  if (!one || !other || left.shape.length !== 2 || !sameView(one.tripCount, other.tripCount) || one.capacity !== other.capacity) return undefined;
  const whole = (view: View, stride: number): boolean => view.offset === 0 && view.steps.length === 0 && stride * depth === view.buffer.elements;
  if (depth % one.capacity !== 0 || !whole(left, left.strides[1]) || !whole(right, right.strides[0])) return undefined;
  return { tripCount: one.tripCount, each: depth / one.capacity };
}
