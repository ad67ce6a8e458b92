import { flip } from '@rekur/tensor';
import { rule } from '../rule.js';

/** The cotangent is turned round as well. */
export const reverseRule = rule('reverse', (g, { params: { axes } }) => [() => flip(g, axes)]);
