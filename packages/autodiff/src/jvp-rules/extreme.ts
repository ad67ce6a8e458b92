import type { PrimitiveParams, Tensor } from '@rekur/tensor';
import { broadcastTo, cast, div, equal, mul, reshape, sum } from '@rekur/tensor';
import type { JvpRule } from '../jvpRule.js';

/** Of max and min: the mean of the tangents of the greatest (smallest) elements, as their cotangent is shared equally. */
export const extremeJvp: JvpRule<PrimitiveParams<'max' | 'min'>> = ({ params: { axes }, inputs: [a], tangents: [da], apply }) => {
  const x = a as Tensor;
  const [output] = apply();
  const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const chosen = cast(equal(x, broadcastTo(reshape(output, kept), x.shape)), x.dtype);
  return { outputs: [output], tangents: [div(sum(mul(chosen, da as Tensor), axes), sum(chosen, axes))] };
};
