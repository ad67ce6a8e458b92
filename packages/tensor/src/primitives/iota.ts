import { definePrimitive } from '../primitive.js';
import { checkShape } from '../shape.js';

/** int32 numbers 0, 1, 2 … along the last axis of `shape`, the same in every row. */
export const iota = definePrimitive({
  name: 'iota',
  operands: [],
  params: { shape: 'numbers' },
  traits: { family: 'source', cheap: true, commutative: false },
  types: (_, { shape }) => {
    checkShape('iota', shape);
    return [{ shape, dtype: 'int32' }];
  },
  kernel: ({ outputs: [output] }) => {
    const length = output.shape[output.shape.length - 1] ?? 1;
    for (let i = 0; i < output.data.length; i++) output.data[i] = i % length;
  },
});
