import { sigmoid32 } from '../float32/sigmoid.js';
import { definePrimitive, elementwise } from '../primitive.js';
import { unary } from './rules.js';

/** Logistic function 1 / (1 + e^−a): {@link sigmoid32} in float32, by Math.exp in float64. */
export const sigmoid = definePrimitive({
  name: 'sigmoid',
  operands: ['a'],
  params: {},
  traits: elementwise({ cheap: false }),
  types: unary('sigmoid', 'float'),
  kernel: ({ inputs, outputs }) => {
    const x = inputs[0].data;
    const out = outputs[0].data;
    if (out instanceof Float32Array) {
      for (let i = 0; i < out.length; i++) out[i] = sigmoid32(x[i]);
    } else {
      for (let i = 0; i < out.length; i++) out[i] = sigmoid64(x[i]);
    }
  },
});

function sigmoid64(x: number): number {
  const u = Math.exp(-Math.abs(x));
  return (x < 0 ? u : 1) / (1 + u);
}
