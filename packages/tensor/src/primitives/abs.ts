import { definePrimitive, elementwise } from '../primitive.js';
import { unary } from './rules.js';

/** |a|; of −0, 0; the least int32 stays what it is, as its negative is out of range. */
export const abs = definePrimitive({
  name: 'abs',
  operands: ['a'],
  params: {},
  traits: elementwise({ cheap: true }),
  types: unary('abs', 'numeric'),
  kernel: ({ inputs, outputs }) => {
    const x = inputs[0].data;
    const out = outputs[0].data;
    for (let i = 0; i < out.length; i++) out[i] = Math.abs(x[i]);
  },
});
