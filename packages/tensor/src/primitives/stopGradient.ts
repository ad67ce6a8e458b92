import { definePrimitive, elementwise } from '../primitive.js';
import { unary } from './rules.js';

/** a itself; to differentiation it is a constant. */
export const stopGradient = definePrimitive({
  name: 'stopGradient',
  operands: ['a'],
  params: {},
  traits: elementwise({ cheap: true }),
  types: unary('stopGradient', 'any'),
  kernel: ({ inputs, outputs }) => outputs[0].data.set(inputs[0].data),
});
