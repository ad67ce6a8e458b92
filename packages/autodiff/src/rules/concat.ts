import { slice, type Tensor } from '@rekur/tensor';
import { rule } from '../rule.js';

/** Each part takes its own block of the cotangent. */
export const concatRule = rule('concat', (g, { inputs, params: { axis } }) => {
  let offset = 0;
  return inputs.map((part) => {
    const start = offset;
    offset += (part as Tensor).shape[axis];
    const end = offset;
    return () => slice(g, axis, start, end);
  });
});
