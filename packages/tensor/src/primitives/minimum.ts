import { definePrimitive, elementwise } from '../primitive.js';
import { binary, pair } from './rules.js';

/** The smaller of a and b; NaN if either is; −0 is smaller than +0. */
export const minimum = definePrimitive({
  name: 'minimum',
  operands: ['a', 'b'],
  params: {},
  traits: elementwise({ cheap: true, commutative: true }),
  types: binary('minimum', 'numeric'),
  kernel: ({ inputs, outputs }) => {
    const { x, xStep, y, yStep, out } = pair(inputs, outputs);
    for (let i = 0, j = 0, k = 0; i < out.length; i++, j += xStep, k += yStep) out[i] = Math.min(x[j], y[k]);
  },
});
