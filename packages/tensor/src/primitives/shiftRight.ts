import { definePrimitive, elementwise } from '../primitive.js';
import { shift } from './rules.js';

/** ⌊a / 2^distance⌋ for integers: the sign moves in for int32, zeros for uint32; the distance is from 0 to 31. */
export const shiftRight = definePrimitive({
  name: 'shiftRight',
  operands: ['a'],
  params: { distance: 'number' },
  traits: elementwise({ cheap: true }),
  types: shift('shiftRight'),
  kernel: ({ inputs, outputs, params: { distance } }) => {
    const x = inputs[0].data;
    const out = outputs[0].data;
    if (outputs[0].dtype === 'int32') {
      for (let i = 0; i < out.length; i++) out[i] = x[i] >> distance;
    } else {
      for (let i = 0; i < out.length; i++) out[i] = x[i] >>> distance;
    }
  },
});
