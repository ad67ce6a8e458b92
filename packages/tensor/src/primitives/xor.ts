import { definePrimitive, elementwise } from '../primitive.js';
import { binary, pair } from './rules.js';

/** Exclusive or of bool, bitwise exclusive or of integers. */
export const xor = definePrimitive({
  name: 'xor',
  operands: ['a', 'b'],
  params: {},
  traits: elementwise({ cheap: true, commutative: true }),
  types: binary('xor', 'bits'),
  kernel: ({ inputs, outputs }) => {
    const { x, xStep, y, yStep, out } = pair(inputs, outputs);
    for (let i = 0, j = 0, k = 0; i < out.length; i++, j += xStep, k += yStep) out[i] = x[j] ^ y[k];
  },
});
