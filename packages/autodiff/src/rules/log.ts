import { div } from '@rekur/tensor';
import { rule } from '../rule.js';

/** d(ln a) = da/a */
export const logRule = rule('log', (g, { inputs: [a] }) => [() => div(g, a)]);
