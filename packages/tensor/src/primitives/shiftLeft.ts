import { definePrimitive, elementwise } from '../primitive.js';
import { shift } from './rules.js';

/** a·2^distance modulo 2^32 for integers; the distance is from 0 to 31. */
export const shiftLeft = definePrimitive({
  name: 'shiftLeft',
  operands: ['a'],
  params: { distance: 'number' },
  traits: elementwise({ cheap: true }),
  types: shift('shiftLeft'),
  kernel: ({ inputs, outputs, params: { distance } }) => {
    const x = inputs[0].data;
    const out = outputs[0].data;
    for (let i = 0; i < out.length; i++) out[i] = x[i] << distance;
  },
});
