import { describe, ShapeError } from '../error.js';
import { definePrimitive, movement } from '../primitive.js';
import { formatShape, stridesOf } from '../shape.js';
import { copyStrided } from './strided.js';

/** a with `before` and `after` zeros (false for bool) added on each axis. */
export const pad = definePrimitive({
  name: 'pad',
  operands: ['a'],
  params: { before: 'numbers', after: 'numbers' },
  traits: movement,
  types: ([a], { before, after }) => {
    const rank = a.shape.length;
    const count = (value: number): boolean => Number.isInteger(value) && value >= 0;
    if (before.length !== rank || after.length !== rank || !before.every(count) || !after.every(count)) {
      throw new ShapeError(
        describe(
          'pad',
          'bad padding',
          `before [${before.join(', ')}], after [${after.join(', ')}] for ${formatShape(a.shape)}`,
          `each needs ${rank} whole numbers, 0 or more`,
        ),
      );
    }
    return [{ shape: a.shape.map((size, axis) => before[axis] + size + after[axis]), dtype: a.dtype }];
  },
  kernel: ({ inputs: [a], outputs: [output], params: { before } }) => {
    const strides = stridesOf(output.shape);
    const offset = before.reduce((sum, count, axis) => sum + count * strides[axis], 0);
    output.data.fill(0);
    copyStrided(a.shape, a.data, 0, stridesOf(a.shape), output.data, offset, strides);
  },
});
