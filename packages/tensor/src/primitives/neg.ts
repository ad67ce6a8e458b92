import { definePrimitive, elementwise } from '../primitive.js';
import { unary } from './rules.js';

/** −a; of an integer, two's complement. */
export const neg = definePrimitive({
  name: 'neg',
  operands: ['a'],
  params: {},
  traits: elementwise({ cheap: true }),
  types: unary('neg', 'numeric'),
  kernel: ({ inputs, outputs }) => {
    const x = inputs[0].data;
    const out = outputs[0].data;
    for (let i = 0; i < out.length; i++) out[i] = -x[i];
  },
});
