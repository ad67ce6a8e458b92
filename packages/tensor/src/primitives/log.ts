import { log32 } from '../float32/log.js';
import { definePrimitive, elementwise } from '../primitive.js';
import { unary } from './rules.js';

/** Natural logarithm: {@link log32} in float32, Math.log in float64. */
export const log = definePrimitive({
  name: 'log',
  operands: ['a'],
  params: {},
  traits: elementwise({ cheap: false }),
  types: unary('log', 'float'),
  kernel: ({ inputs, outputs }) => {
    const x = inputs[0].data;
    const out = outputs[0].data;
    if (out instanceof Float32Array) {
      for (let i = 0; i < out.length; i++) out[i] = log32(x[i]);
    } else {
      for (let i = 0; i < out.length; i++) out[i] = Math.log(x[i]);
    }
  },
});
