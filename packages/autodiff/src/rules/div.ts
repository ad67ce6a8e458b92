import { div, mul, neg } from '@rekur/tensor';
import { rule } from '../rule.js';

/** d(a/b) = da/b − (a/b)·db/b */
export const divRule = rule('div', (g, { inputs: [, b], output }) => [
  () => div(g, b),
  () => neg(div(mul(g, output), b)),
]);
