import { isFloat, requireKnown } from '../dtype.js';
import { definePrimitive, elementwise } from '../primitive.js';

/**
 * a as another dtype. To float: rounded to nearest. Float to integer: toward zero, out of range to the nearest
 * integer of the range, NaN to 0. To bool: 0 is false, everything else true. Between integers: the same 32 bits.
 */
export const cast = definePrimitive({
  name: 'cast',
  operands: ['a'],
  params: { dtype: 'dtype' },
  traits: elementwise({ cheap: true }),
  types: ([a], { dtype }) => {
    requireKnown(dtype);
    return [{ shape: a.shape, dtype }];
  },
  kernel: ({ inputs: [a], outputs: [output], params: { dtype } }) => {
    const x = a.data;
    const out = output.data;
    if (dtype === 'bool') {
      for (let i = 0; i < out.length; i++) out[i] = x[i] === 0 ? 0 : 1;
    } else if (isFloat(a.dtype) && !isFloat(dtype)) {
      const low = dtype === 'int32' ? -2147483648 : 0;
      const high = dtype === 'int32' ? 2147483647 : 4294967295;
      for (let i = 0; i < out.length; i++) out[i] = Math.min(Math.max(Math.trunc(x[i]) || 0, low), high);
    } else {
      for (let i = 0; i < out.length; i++) out[i] = x[i];
    }
  },
});
