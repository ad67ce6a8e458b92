import { tanh32 } from '../float32/tanh.js';
import { definePrimitive, elementwise } from '../primitive.js';
import { unary } from './rules.js';

/** Hyperbolic tangent: {@link tanh32} in float32, Math.tanh in float64. */
export const tanh = definePrimitive({
  name: 'tanh',
  operands: ['a'],
  params: {},
  traits: elementwise({ cheap: false }),
  types: unary('tanh', 'float'),
  kernel: ({ inputs, outputs }) => {
    const x = inputs[0].data;
    const out = outputs[0].data;
    if (out instanceof Float32Array) {
      for (let i = 0; i < out.length; i++) out[i] = tanh32(x[i]);
    } else {
      for (let i = 0; i < out.length; i++) out[i] = Math.tanh(x[i]);
    }
  },
});
