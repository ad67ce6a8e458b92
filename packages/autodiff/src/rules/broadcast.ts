import { reshape, sum, type Tensor } from '@rekur/tensor';
import { rule } from '../rule.js';

/** An element that was repeated takes the sum of its copies' cotangents. */
export const broadcastRule = rule('broadcast', (g, { inputs: [a] }) => [
  () => {
    const { shape } = a as Tensor;
    const lead = g.rank - shape.length;
    const repeated = g.shape.map((_, axis) => axis).filter((axis) => axis < lead || (shape[axis - lead] === 1 && g.shape[axis] !== 1));
    return reshape(repeated.length > 0 ? sum(g, repeated) : g, shape);
  },
]);
