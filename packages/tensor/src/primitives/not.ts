import { definePrimitive, elementwise } from '../primitive.js';
import { unary } from './rules.js';

/** Logical not of bool, all bits turned round of integers. */
export const not = definePrimitive({
  name: 'not',
  operands: ['a'],
  params: {},
  traits: elementwise({ cheap: true }),
  types: unary('not', 'bits'),
  kernel: ({ inputs, outputs }) => {
    const x = inputs[0].data;
    const out = outputs[0].data;
    const mask = outputs[0].dtype === 'bool' ? 1 : -1;
    for (let i = 0; i < out.length; i++) out[i] = x[i] ^ mask;
  },
});
