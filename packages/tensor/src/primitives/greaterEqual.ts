import { definePrimitive, elementwise } from '../primitive.js';
import { binary, pair } from './rules.js';

/** a ≥ b as bool; false where either is NaN. */
export const greaterEqual = definePrimitive({
  name: 'greaterEqual',
  operands: ['a', 'b'],
  params: {},
  traits: elementwise({ cheap: true }),
  types: binary('greaterEqual', 'numeric', 'bool'),
  kernel: ({ inputs, outputs }) => {
    const { x, xStep, y, yStep, out } = pair(inputs, outputs);
    for (let i = 0, j = 0, k = 0; i < out.length; i++, j += xStep, k += yStep) out[i] = x[j] >= y[k] ? 1 : 0;
  },
});
