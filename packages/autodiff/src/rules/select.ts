import { type Tensor, where } from '@rekur/tensor';
import { rule } from '../rule.js';

/** The chosen operand takes the cotangent; the condition is not differentiable. */
export const selectRule = rule('select', (g, { inputs: [condition] }) => [
  undefined,
  () => where(condition as Tensor, g, 0),
  () => where(condition as Tensor, 0, g),
]);
