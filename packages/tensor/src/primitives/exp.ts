import { exp32 } from '../float32/exp.js';
import { definePrimitive, elementwise } from '../primitive.js';
import { unary } from './rules.js';

/** e^a: {@link exp32} in float32, Math.exp in float64. */
export const exp = definePrimitive({
  name: 'exp',
  operands: ['a'],
  params: {},
  traits: elementwise({ cheap: false }),
  types: unary('exp', 'float'),
  kernel: ({ inputs, outputs }) => {
    const x = inputs[0].data;
    const out = outputs[0].data;
    if (out instanceof Float32Array) {
      for (let i = 0; i < out.length; i++) out[i] = exp32(x[i]);
    } else {
      for (let i = 0; i < out.length; i++) out[i] = Math.exp(x[i]);
    }
  },
});
