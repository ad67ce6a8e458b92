import { describe, ShapeError } from '../error.js';
import { definePrimitive, movement } from '../primitive.js';
import { formatShape, stridesOf } from '../shape.js';
import { copyStrided } from './strided.js';

/** The block from `starts` up to but not including `ends`, one number per axis. */
export const slice = definePrimitive({
  name: 'slice',
  operands: ['a'],
  params: { starts: 'numbers', ends: 'numbers' },
  traits: movement,
  types: ([a], { starts, ends }) => {
    const good =
      starts.length === a.shape.length &&
      ends.length === a.shape.length &&
      [...starts, ...ends].every(Number.isInteger) &&
      a.shape.every((size, axis) => 0 <= starts[axis] && starts[axis] <= ends[axis] && ends[axis] <= size);
    if (!good) {
      throw new ShapeError(
        describe(
          'slice',
          'block does not fit',
          `from [${starts.join(', ')}] to [${ends.join(', ')}] of ${formatShape(a.shape)}`,
          'for every axis, whole numbers 0 ≤ start ≤ end ≤ size',
        ),
      );
    }
    return [{ shape: ends.map((end, axis) => end - starts[axis]), dtype: a.dtype }];
  },
  kernel: ({ inputs: [a], outputs: [output], params: { starts } }) => {
    const strides = stridesOf(a.shape);
    const offset = starts.reduce((sum, start, axis) => sum + start * strides[axis], 0);
    copyStrided(output.shape, a.data, offset, strides, output.data, 0, stridesOf(output.shape));
  },
});
