import { mul } from '@rekur/tensor';
import { rule } from '../rule.js';

/** d(e^a) = e^a·da */
export const expRule = rule('exp', (g, { output }) => [() => mul(g, output)]);
