import { equal, greater, mul, where } from '@rekur/tensor';
import { rule } from '../rule.js';

/** The greater operand takes the cotangent; on a tie each takes half, as in PyTorch. */
export const maximumRule = rule('maximum', (g, { inputs: [a, b] }) => [
  () => where(greater(a, b), g, where(equal(a, b), mul(g, 0.5), 0)),
  () => where(greater(b, a), g, where(equal(a, b), mul(g, 0.5), 0)),
]);
