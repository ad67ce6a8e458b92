import { broadcastTo, cast, div, equal, mul, reshape, sum, type Tensor } from '@rekur/tensor';
import { rule } from '../rule.js';

/** The greatest elements share the cotangent equally, as PyTorch's amax does. */
export const maxRule = rule('max', (g, { inputs: [a], output, params: { axes } }) => [
  () => {
    const x = a as Tensor;
    const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
    const greatest = cast(equal(x, broadcastTo(reshape(output, kept), x.shape)), x.dtype);
    return mul(greatest, broadcastTo(reshape(div(g, sum(greatest, axes)), kept), x.shape));
  },
]);
