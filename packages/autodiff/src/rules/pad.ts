import { apply, type Tensor } from '@rekur/tensor';
import { rule } from '../rule.js';

/** The block that was padded takes its part of the cotangent. */
export const padRule = rule('pad', (g, { inputs: [a], params: { before } }) => [
  () => {
    const ends = (a as Tensor).shape.map((size, axis) => before[axis] + size);
    return apply('slice', { starts: before, ends }, [g])[0];
  },
]);
