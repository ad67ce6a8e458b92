import { definePrimitive } from '../primitive.js';
import { reducedShape, reductionOf } from './reduced.js';
import { requireAxes, requireDType } from './rules.js';

/** Partial sums of one output element. */
const LANES = 8;

/**
 * Sum over `axes`, which disappear.
 *
 * The order is part of the definition: the terms of an output element are numbered row-major over `axes`; term j is added
 * to partial sum j mod 8, each starting at +0; the eight are then added as ((0+4)+(2+6))+((1+5)+(3+7)). Every addition
 * is rounded. So any vector width gives the same bits, and the error grows with n/8.
 */
export const sum = definePrimitive({
  name: 'sum',
  operands: ['a'],
  params: { axes: 'numbers' },
  traits: { family: 'reduction', cheap: false, commutative: false },
  types: ([a], { axes }) => {
    requireDType('sum', 'a', a, 'numeric');
    requireAxes('sum', axes, a.shape);
    return [{ shape: reducedShape(a.shape, axes), dtype: a.dtype }];
  },
  kernel: ({ inputs: [a], outputs: [output], params: { axes } }) => {
    const { starts, terms } = reductionOf(a.shape, axes);
    const x = a.data;
    const lanes = new (output.data.constructor as new (length: number) => typeof output.data)(LANES);
    for (let i = 0; i < starts.length; i++) {
      lanes.fill(0);
      const start = starts[i];
      for (let j = 0; j < terms.length; j++) lanes[j & 7] += x[start + terms[j]];
      for (let width = 4; width > 0; width >>= 1) {
        for (let lane = 0; lane < width; lane++) lanes[lane] += lanes[lane + width];
      }
      output.data[i] = lanes[0];
    }
  },
});
