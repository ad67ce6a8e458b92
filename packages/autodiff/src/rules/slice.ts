import { pad, type Tensor } from '@rekur/tensor';
import { rule } from '../rule.js';

/** Elements outside the block take 0. */
export const sliceRule = rule('slice', (g, { inputs: [a], params: { starts, ends } }) => [
  () => pad(g, starts, (a as Tensor).shape.map((size, axis) => size - ends[axis])),
]);
