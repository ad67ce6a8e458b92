import { neg } from '@rekur/tensor';
import { rule } from '../rule.js';

/** d(a − b) = da − db */
export const subRule = rule('sub', (g) => [() => g, () => neg(g)]);
