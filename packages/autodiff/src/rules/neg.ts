import { neg } from '@rekur/tensor';
import { rule } from '../rule.js';

/** d(−a) = −da */
export const negRule = rule('neg', (g) => [() => neg(g)]);
