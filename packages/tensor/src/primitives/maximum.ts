import { definePrimitive, elementwise } from '../primitive.js';
import { binary, pair } from './rules.js';

/** The greater of a and b; NaN if either is; +0 is greater than −0. */
export const maximum = definePrimitive({
  name: 'maximum',
  operands: ['a', 'b'],
  params: {},
  traits: elementwise({ cheap: true, commutative: true }),
  types: binary('maximum', 'numeric'),
  kernel: ({ inputs, outputs }) => {
    const { x, xStep, y, yStep, out } = pair(inputs, outputs);
    for (let i = 0, j = 0, k = 0; i < out.length; i++, j += xStep, k += yStep) out[i] = Math.max(x[j], y[k]);
  },
});
