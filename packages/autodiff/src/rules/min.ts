import { broadcastTo, cast, div, equal, mul, reshape, sum, type Tensor } from '@rekur/tensor';
import { rule } from '../rule.js';

/** The smallest elements share the cotangent equally, as PyTorch's amin does. */
export const minRule = rule('min', (g, { inputs: [a], output, params: { axes } }) => [
  () => {
    const x = a as Tensor;
    const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
    const smallest = cast(equal(x, broadcastTo(reshape(output, kept), x.shape)), x.dtype);
    return mul(smallest, broadcastTo(reshape(div(g, sum(smallest, axes)), kept), x.shape));
  },
]);
