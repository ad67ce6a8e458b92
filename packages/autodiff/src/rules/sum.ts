import { broadcastTo, reshape, type Tensor } from '@rekur/tensor';
import { rule } from '../rule.js';

/** Every term takes the cotangent of its sum. */
export const sumRule = rule('sum', (g, { inputs: [a], params: { axes } }) => [
  () => {
    const { shape } = a as Tensor;
    return broadcastTo(reshape(g, shape.map((size, axis) => (axes.includes(axis) ? 1 : size))), shape);
  },
]);
