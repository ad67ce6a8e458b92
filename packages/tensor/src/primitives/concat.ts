import { describe, ShapeError } from '../error.js';
import { definePrimitive, movement } from '../primitive.js';
import { formatShape, stridesOf } from '../shape.js';
import { requireSameDType } from './rules.js';
import { copyStrided } from './strided.js';

/** Operands laid one after the other along `axis`; all other sizes equal. */
export const concat = definePrimitive({
  name: 'concat',
  operands: ['a', '…more'],
  params: { axis: 'number' },
  traits: movement,
  types: (inputs, { axis }) => {
    const [first] = inputs;
    let total = 0;
    for (const input of inputs) {
      requireSameDType('concat', first, input);
      const fits =
        input.shape.length === first.shape.length &&
        axis >= 0 &&
        axis < first.shape.length &&
        input.shape.every((size, other) => other === axis || size === first.shape[other]);
      if (!fits) {
        throw new ShapeError(
          describe(
            'concat',
            'shapes do not join',
            `along axis ${axis}: ${inputs.map((value) => formatShape(value.shape)).join(', ')}`,
            'all axes but that one must be equal',
          ),
        );
      }
      total += input.shape[axis];
    }
    return [{ shape: first.shape.map((size, other) => (other === axis ? total : size)), dtype: first.dtype }];
  },
  kernel: ({ inputs, outputs: [output], params: { axis } }) => {
    const strides = stridesOf(output.shape);
    let offset = 0;
    for (const input of inputs) {
      copyStrided(input.shape, input.data, 0, stridesOf(input.shape), output.data, offset, strides);
      offset += input.shape[axis] * strides[axis];
    }
  },
});
