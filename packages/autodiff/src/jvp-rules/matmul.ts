import type { PrimitiveParams } from '@rekur/tensor';
import { add, apply } from '@rekur/tensor';
import type { JvpRule } from '../jvpRule.js';

/** d(A·B) = dA·B + A·dB, read transposed where A and B are. */
export const matmulJvp: JvpRule<PrimitiveParams<'matmul'>> = ({ params, inputs: [a, b], tangents: [da, db], apply: product }) => {
  const left = da && apply('matmul', params, [da, b])[0];
  const right = db && apply('matmul', params, [a, db])[0];
  return { outputs: product(), tangents: [left && right ? add(left, right) : (left ?? right)] };
};
