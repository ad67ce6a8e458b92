import { describe, ShapeError } from '../error.js';
import { definePrimitive, movement } from '../primitive.js';
import { checkShape, formatShape, sizeOf } from '../shape.js';

/** The same elements in the same row-major order under another shape. */
export const reshape = definePrimitive({
  name: 'reshape',
  operands: ['a'],
  params: { shape: 'numbers' },
  traits: movement,
  types: ([a], { shape }) => {
    checkShape('reshape', shape);
    if (sizeOf(shape) !== sizeOf(a.shape)) {
      throw new ShapeError(
        describe(
          'reshape',
          'element counts differ',
          `a is ${formatShape(a.shape)} with ${sizeOf(a.shape)} elements, the new shape ${formatShape(shape)} has ${sizeOf(shape)}`,
          'both must hold as many elements',
        ),
      );
    }
    return [{ shape, dtype: a.dtype }];
  },
  kernel: ({ inputs, outputs }) => outputs[0].data.set(inputs[0].data),
});
