import { broadcastView, reverseView, sliceView, stridesOf, transposeView } from '../ir/view.js';
import type { Lowering } from './context.js';
import { copyNode, fillNode, paramsOf, reshaped } from './context.js';

/** Movements that are another way to see the same elements: no code at all. */
export const transpose: Lowering = (equation, context) => [
  transposeView(context.view(equation.inputs[0]), paramsOf<{ axes: readonly number[] }>(equation).axes),
];

export const broadcast: Lowering = (equation, context) => [broadcastView(context.view(equation.inputs[0]), equation.outputs[0].type.shape)];

export const reshape: Lowering = (equation, context) => [reshaped(context.view(equation.inputs[0]), equation.outputs[0].type.shape, context)];

export const slice: Lowering = (equation, context) => {
  const { starts, ends } = paramsOf<{ starts: readonly number[]; ends: readonly number[] }>(equation);
  return [sliceView(context.view(equation.inputs[0]), starts, ends)];
};

export const reverse: Lowering = (equation, context) => [
  reverseView(context.view(equation.inputs[0]), paramsOf<{ axes: readonly number[] }>(equation).axes),
];

export const stopGradient: Lowering = (equation, context) => [context.view(equation.inputs[0])];

/** Zeros, and the operand copied into their middle. */
export const pad: Lowering = (equation, context) => {
  const source = context.view(equation.inputs[0]);
  const { before } = paramsOf<{ before: readonly number[] }>(equation);
  const target = context.fresh('pad', equation.outputs[0].type);
  context.nodes.push(fillNode(target, 0));
  context.nodes.push(copyNode(source, sliceView(target, before, before.map((count, axis) => count + source.shape[axis]))));
  return [target];
};

/** Every operand copied to its place; mostly it is computed there in the first place, see `place`. */
export const concat: Lowering = (equation, context) => {
  const { axis } = paramsOf<{ axis: number }>(equation);
  const target = context.fresh('concat', equation.outputs[0].type);
  let start = 0;
  for (const atom of equation.inputs) {
    const source = context.view(atom);
    const starts = source.shape.map((_, other) => (other === axis ? start : 0));
    const ends = source.shape.map((size, other) => (other === axis ? start + size : size));
    context.nodes.push(copyNode(source, sliceView(target, starts, ends)));
    start += source.shape[axis];
  }
  return [target];
};

/** Numbers along the last axis. */
export const iota: Lowering = (equation, context) => {
  const target = context.fresh('iota', equation.outputs[0].type);
  const { shape } = target;
  context.nodes.push({
    kind: 'map',
    shape: shape.length === 0 ? [] : shape,
    instructions: [shape.length === 0 ? { kind: 'constant', dtype: 'int32', value: 0 } : { kind: 'index', axis: shape.length - 1 }],
    stores: [{ view: { ...target, strides: stridesOf(shape) }, value: 0 }],
  });
  return [target];
};
