import { describe, ShapeError } from '../error.js';
import { definePrimitive } from '../primitive.js';
import { formatShape } from '../shape.js';
import { reducedShape, reductionOf } from './reduced.js';
import { requireAxes, requireDType } from './rules.js';

/** The smallest element over `axes`, which disappear; NaN if any is NaN. The axes must not be empty. */
export const min = definePrimitive({
  name: 'min',
  operands: ['a'],
  params: { axes: 'numbers' },
  traits: { family: 'reduction', cheap: false, commutative: false },
  types: ([a], { axes }) => {
    requireDType('min', 'a', a, 'numeric');
    requireAxes('min', axes, a.shape);
    if (axes.some((axis) => a.shape[axis] === 0)) {
      throw new ShapeError(
        describe('min', 'nothing to compare', `axes [${axes.join(', ')}] of ${formatShape(a.shape)}`, 'every such axis needs an element'),
      );
    }
    return [{ shape: reducedShape(a.shape, axes), dtype: a.dtype }];
  },
  kernel: ({ inputs: [a], outputs: [output], params: { axes } }) => {
    const { starts, terms } = reductionOf(a.shape, axes);
    for (let i = 0; i < starts.length; i++) {
      let best = a.data[starts[i]];
      for (let j = 1; j < terms.length; j++) best = Math.min(best, a.data[starts[i] + terms[j]]);
      output.data[i] = best;
    }
  },
});
