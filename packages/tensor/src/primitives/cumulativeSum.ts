import { definePrimitive } from '../primitive.js';
import { stridesOf } from '../shape.js';
import { requireAxes, requireDType } from './rules.js';

/** Sums of the elements so far along `axis`, or from the end if `reverse`, added one after the other in that order. */
export const cumulativeSum = definePrimitive({
  name: 'cumulativeSum',
  operands: ['a'],
  params: { axis: 'number', reverse: 'boolean' },
  traits: { family: 'reduction', cheap: false, commutative: false },
  types: ([a], { axis }) => {
    requireDType('cumulativeSum', 'a', a, 'numeric');
    requireAxes('cumulativeSum', [axis], a.shape);
    return [{ shape: a.shape, dtype: a.dtype }];
  },
  kernel: ({ inputs: [a], outputs: [output], params: { axis, reverse } }) => {
    const x = a.data;
    const out = output.data;
    const stride = stridesOf(a.shape)[axis];
    const length = a.shape[axis];
    const span = stride * length;
    const step = reverse ? -stride : stride;
    for (let block = 0; block < out.length; block += span) {
      for (let offset = 0; offset < stride; offset++) {
        let i = block + offset + (reverse ? span - stride : 0);
        out[i] = x[i];
        for (let n = 1; n < length; n++, i += step) out[i + step] = out[i] + x[i + step];
      }
    }
  },
});
