import type { Local } from '../assemble/expression.js';
import { get, i32x4, v128 } from '../assemble/expression.js';
import type { FunctionBuilder } from '../assemble/functionBuilder.js';
import type { Instruction } from '../ir/node.js';
import type { View } from '../ir/view.js';
import type { ElementwiseName, Vectors } from '../kernels/operations/index.js';
import { operations } from '../kernels/operations/index.js';
import type { DType } from '@rekur/tensor';
import { bitsOf } from './literal.js';

/** What the instructions of a node need of the loops around them. */
export interface ElementContext {
  readonly code: FunctionBuilder;
  /** How many vectors of four neighbours are computed side by side. */
  readonly vectors: number;
  readonly load: (view: View, vector: number) => Local<'v128'>;
  /** The current place along an axis of the node's shape: of the first neighbour, and whether neighbours differ along it. */
  readonly place: (axis: number) => { readonly at: Local<'i32'>; readonly inner: boolean };
  /** Told when value `index` is there, with all up to it. */
  computed?(index: number, values: readonly Vectors[]): void;
}

/** Writes the instructions for one group of neighbours; gives the value of each. */
export function emitInstructions(instructions: readonly Instruction[], context: ElementContext): Vectors[] {
  const { code, vectors } = context;
  const side = (make: (vector: number) => Local<'v128'>): Vectors => Array.from({ length: vectors }, (_, vector) => make(vector));
  const constant = (bits: number): Local<'v128'> => code.keepAtStart(i32x4.const(bits));
  const values: Vectors[] = [];
  const dtypes: DType[] = [];
  instructions.forEach((instruction, index) => {
    let value: Vectors;
    switch (instruction.kind) {
      case 'load':
        value = side((vector) => context.load(instruction.view, vector));
        dtypes.push(instruction.view.buffer.dtype);
        break;
      case 'constant': {
        const local = constant(bitsOf(instruction.value, instruction.dtype));
        value = side(() => local);
        dtypes.push(instruction.dtype);
        break;
      }
      case 'index': {
        const { at, inner } = context.place(instruction.axis);
        value = side((vector) => {
          const splat = i32x4.splat(get(at));
          const first = 4 * vector;
          return code.keep(inner ? i32x4.add(splat, v128.const(first, first + 1, first + 2, first + 3)) : splat);
        });
        dtypes.push('int32');
        break;
      }
      case 'operation':
        value = operations[instruction.primitive as ElementwiseName]({
          code,
          operands: instruction.operands.map((operand) => values[operand]),
          dtypes: instruction.operands.map((operand) => dtypes[operand]),
          params: instruction.params,
          constant: (bits) => get(constant(bits)),
        });
        dtypes.push(instruction.dtype);
        break;
    }
    values.push(value);
    context.computed?.(index, values);
  });
  return values;
}
