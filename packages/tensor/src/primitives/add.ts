import { definePrimitive, elementwise } from '../primitive.js';
import { binary, pair } from './rules.js';

/** a + b, rounded once; integers wrap. */
export const add = definePrimitive({
  name: 'add',
  operands: ['a', 'b'],
  params: {},
  traits: elementwise({ cheap: true, commutative: true }),
  types: binary('add', 'numeric'),
  kernel: ({ inputs, outputs }) => {
    const { x, xStep, y, yStep, out } = pair(inputs, outputs);
    for (let i = 0, j = 0, k = 0; i < out.length; i++, j += xStep, k += yStep) out[i] = x[j] + y[k];
  },
});
