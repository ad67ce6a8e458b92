import { mul } from '@rekur/tensor';
import { rule } from '../rule.js';

/** d(a·b) = b·da + a·db */
export const mulRule = rule('mul', (g, { inputs: [a, b] }) => [() => mul(g, b), () => mul(g, a)]);
