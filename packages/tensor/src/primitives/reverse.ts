import { definePrimitive, movement } from '../primitive.js';
import { stridesOf } from '../shape.js';
import { requireAxes } from './rules.js';
import { copyStrided } from './strided.js';

/** a with the order of elements turned round along `axes`. */
export const reverse = definePrimitive({
  name: 'reverse',
  operands: ['a'],
  params: { axes: 'numbers' },
  traits: movement,
  types: ([a], { axes }) => {
    requireAxes('reverse', axes, a.shape);
    return [{ shape: a.shape, dtype: a.dtype }];
  },
  kernel: ({ inputs: [a], outputs: [output], params: { axes } }) => {
    const strides = stridesOf(a.shape);
    const sourceStrides = strides.map((stride, axis) => (axes.includes(axis) ? -stride : stride));
    const offset = axes.reduce((sum, axis) => sum + (a.shape[axis] - 1) * strides[axis], 0);
    copyStrided(a.shape, a.data, offset, sourceStrides, output.data, 0, strides);
  },
});
