import { describe, ShapeError } from '../error.js';
import { definePrimitive, movement } from '../primitive.js';
import { checkShape, formatShape, stridesOf } from '../shape.js';
import { copyStrided } from './strided.js';

/** a repeated along axes of size 1 and along new leading axes, aligned at the last axis (NumPy's rule). */
export const broadcast = definePrimitive({
  name: 'broadcast',
  operands: ['a'],
  params: { shape: 'numbers' },
  traits: movement,
  types: ([a], { shape }) => {
    checkShape('broadcast', shape);
    const lead = shape.length - a.shape.length;
    if (lead < 0 || !a.shape.every((size, axis) => size === 1 || size === shape[axis + lead])) {
      throw new ShapeError(
        describe(
          'broadcast',
          'shape does not stretch',
          `a is ${formatShape(a.shape)}, the new shape is ${formatShape(shape)}`,
          "from the last axis backwards, a's size must be 1 or the new one",
        ),
      );
    }
    return [{ shape, dtype: a.dtype }];
  },
  kernel: ({ inputs: [a], outputs: [output] }) => {
    if (a.data.length === 1) {
      output.data.fill(a.data[0]);
      return;
    }
    const lead = output.shape.length - a.shape.length;
    const strides = stridesOf(a.shape);
    const sourceStrides = output.shape.map((_, axis) => (axis < lead || a.shape[axis - lead] === 1 ? 0 : strides[axis - lead]));
    copyStrided(output.shape, a.data, 0, sourceStrides, output.data, 0, stridesOf(output.shape));
  },
});
