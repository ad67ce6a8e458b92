import { sizeOf } from '@rekur/tensor';
import type { View } from '../ir/view.js';
import type { LowerContext, Lowering } from './context.js';
import { contiguous, reshaped } from './context.js';

/** A table as [rows, width] whose rows are contiguous. */
function asRows(view: View, rows: number, context: LowerContext): View {
  const width = sizeOf(view.shape) / (rows || 1);
  const flat = reshaped(view, [rows, width], context);
  return width === 1 || flat.strides[1] === 1 ? flat : contiguous(flat, context);
}

export const gather: Lowering = (equation, context) => {
  const [tableAtom, indicesAtom] = equation.inputs;
  const table = context.view(tableAtom);
  const indices = context.view(indicesAtom);
  const count = sizeOf(indices.shape);
  const rows = table.shape[0];
  const target = context.fresh('gather', equation.outputs[0].type);
  const width = sizeOf(table.shape.slice(1));
  context.nodes.push({
    kind: 'gather',
    table: asRows(table, rows, context),
    indices: reshaped(indices, [count], context),
    target: { ...target, shape: [count, width], strides: [width, 1] },
  });
  return [target];
};

export const scatterAdd: Lowering = (equation, context) => {
  const [indicesAtom, valuesAtom] = equation.inputs;
  const indices = context.view(indicesAtom);
  const count = sizeOf(indices.shape);
  const target = context.fresh('scatterAdd', equation.outputs[0].type);
  const rows = target.shape[0];
  const width = sizeOf(target.shape.slice(1));
  context.nodes.push({
    kind: 'scatterAdd',
    indices: reshaped(indices, [count], context),
    values: asRows(context.view(valuesAtom), count, context),
    target: { ...target, shape: [rows, width], strides: [width, 1] },
  });
  return [target];
};
