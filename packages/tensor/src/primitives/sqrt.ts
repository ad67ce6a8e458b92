import { definePrimitive, elementwise } from '../primitive.js';
import { unary } from './rules.js';

/** √a, correctly rounded (a double square root rounded to float32 is); of a negative, NaN. */
export const sqrt = definePrimitive({
  name: 'sqrt',
  operands: ['a'],
  params: {},
  traits: elementwise({ cheap: true }),
  types: unary('sqrt', 'float'),
  kernel: ({ inputs, outputs }) => {
    const x = inputs[0].data;
    const out = outputs[0].data;
    for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(x[i]);
  },
});
