import { equal, greater, mul, where } from '@rekur/tensor';
import { rule } from '../rule.js';

/** The smaller operand takes the cotangent; on a tie each takes half, as in PyTorch. */
export const minimumRule = rule('minimum', (g, { inputs: [a, b] }) => [
  () => where(greater(b, a), g, where(equal(a, b), mul(g, 0.5), 0)),
  () => where(greater(a, b), g, where(equal(a, b), mul(g, 0.5), 0)),
]);
