import { greater, neg, where } from '@rekur/tensor';
import { rule } from '../rule.js';

/** The cotangent with the sign of a; 0 at 0, as in PyTorch. */
export const absRule = rule('abs', (g, { inputs: [a] }) => [
  () => where(greater(a, 0), g, where(greater(0, a), neg(g), 0)),
]);
