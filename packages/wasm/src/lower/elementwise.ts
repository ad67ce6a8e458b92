import { isPrimitiveName } from '@rekur/tensor';
import type { Instruction } from '../ir/node.js';
import { broadcastView } from '../ir/view.js';
import type { Lowering } from './context.js';

/** Any elementwise primitive: a loop over the result's elements with one operation. Loops are joined later. */
export const elementwise: Lowering = (equation, context) => {
  const [result] = equation.outputs;
  const { shape, dtype } = result.type;
  if (!isPrimitiveName(equation.primitive)) throw new Error(`unknown primitive ${equation.primitive}`);
  const instructions: Instruction[] = equation.inputs.map((atom) =>
    atom.kind === 'literal'
      ? { kind: 'constant', dtype: atom.type.dtype, value: atom.value }
      : { kind: 'load', view: broadcastView(context.view(atom), shape) },
  );
  instructions.push({
    kind: 'operation',
    primitive: equation.primitive,
    operands: equation.inputs.map((_, index) => index),
    params: equation.params,
    dtype,
  });
  const target = context.fresh(equation.primitive, result.type);
  context.nodes.push({ kind: 'map', shape, instructions, stores: [{ view: target, value: instructions.length - 1 }] });
  return [target];
};
