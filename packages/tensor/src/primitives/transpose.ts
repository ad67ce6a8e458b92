import { describe, ShapeError } from '../error.js';
import { definePrimitive, movement } from '../primitive.js';
import { formatShape, stridesOf } from '../shape.js';
import { copyStrided } from './strided.js';

/** Axes in another order: axis k of the result is axis `axes[k]` of a. */
export const transpose = definePrimitive({
  name: 'transpose',
  operands: ['a'],
  params: { axes: 'numbers' },
  traits: movement,
  types: ([a], { axes }) => {
    const complete = axes.length === a.shape.length && [...axes].sort((x, y) => x - y).every((axis, index) => axis === index);
    if (!complete) {
      throw new ShapeError(
        describe(
          'transpose',
          'not an order of the axes',
          `axes [${axes.join(', ')}] for ${formatShape(a.shape)}`,
          `each of 0 to ${a.shape.length - 1} must occur once`,
        ),
      );
    }
    return [{ shape: axes.map((axis) => a.shape[axis]), dtype: a.dtype }];
  },
  kernel: ({ inputs: [a], outputs: [output], params: { axes } }) => {
    const strides = stridesOf(a.shape);
    const sourceStrides = axes.map((axis) => strides[axis]);
    copyStrided(output.shape, a.data, 0, sourceStrides, output.data, 0, stridesOf(output.shape));
  },
});
