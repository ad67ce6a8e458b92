import { definePrimitive, elementwise } from '../primitive.js';
import { binary, pair } from './rules.js';

/** a / b, rounded once (a double quotient rounded to float32 is the float32 quotient). */
export const div = definePrimitive({
  name: 'div',
  operands: ['a', 'b'],
  params: {},
  traits: elementwise({ cheap: true }),
  types: binary('div', 'float'),
  kernel: ({ inputs, outputs }) => {
    const { x, xStep, y, yStep, out } = pair(inputs, outputs);
    for (let i = 0, j = 0, k = 0; i < out.length; i++, j += xStep, k += yStep) out[i] = x[j] / y[k];
  },
});
