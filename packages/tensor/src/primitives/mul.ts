import { isInteger } from '../dtype.js';
import { definePrimitive, elementwise } from '../primitive.js';
import { binary, pair } from './rules.js';

/** a · b, rounded once; integers wrap modulo 2^32. */
export const mul = definePrimitive({
  name: 'mul',
  operands: ['a', 'b'],
  params: {},
  traits: elementwise({ cheap: true, commutative: true }),
  types: binary('mul', 'numeric'),
  kernel: ({ inputs, outputs }) => {
    const { x, xStep, y, yStep, out } = pair(inputs, outputs);
    if (isInteger(outputs[0].dtype)) {
      for (let i = 0, j = 0, k = 0; i < out.length; i++, j += xStep, k += yStep) out[i] = Math.imul(x[j], y[k]);
    } else {
      for (let i = 0, j = 0, k = 0; i < out.length; i++, j += xStep, k += yStep) out[i] = x[j] * y[k];
    }
  },
});
