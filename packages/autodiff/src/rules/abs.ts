import { greater, neg, type Tensor, where } from '@rekur/tensor';
import { rule } from '../rule.js';

/** The cotangent with the sign of a; 0 at 0, as in PyTorch. */
export const absRule = rule('abs', (g, { inputs: [a] }) => [
  () => where(greater(a as Tensor, 0), g, where(greater(0, a as Tensor), neg(g), 0)),
]);
