import { definePrimitive, elementwise } from '../primitive.js';
import { advance, elementwiseShape, requireDType, requireSameDType } from './rules.js';

/** a where the condition (bool) is true, else b; the value not chosen has no influence, NaN included. */
export const select = definePrimitive({
  name: 'select',
  operands: ['condition', 'a', 'b'],
  params: {},
  traits: elementwise({ cheap: true }),
  types: ([condition, a, b]) => {
    requireDType('select', 'condition', condition, 'bool');
    requireSameDType('select', a, b);
    return [{ shape: elementwiseShape('select', [condition, a, b]), dtype: a.dtype }];
  },
  kernel: ({ inputs: [condition, a, b], outputs: [output] }) => {
    const out = output.data;
    const conditionStep = advance(condition, output);
    const aStep = advance(a, output);
    const bStep = advance(b, output);
    for (let i = 0; i < out.length; i++) {
      out[i] = condition.data[i * conditionStep] ? a.data[i * aStep] : b.data[i * bStep];
    }
  },
});
