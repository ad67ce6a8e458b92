import { erf32 } from '../float32/erf.js';
import { erf64 } from '../float64/erf.js';
import { definePrimitive, elementwise } from '../primitive.js';
import { unary } from './rules.js';

/** Error function: {@link erf32} in float32, {@link erf64} in float64. */
export const erf = definePrimitive({
  name: 'erf',
  operands: ['a'],
  params: {},
  traits: elementwise({ cheap: false }),
  types: unary('erf', 'float'),
  kernel: ({ inputs, outputs }) => {
    const x = inputs[0].data;
    const out = outputs[0].data;
    const f = out instanceof Float32Array ? erf32 : erf64;
    for (let i = 0; i < out.length; i++) out[i] = f(x[i]);
  },
});
