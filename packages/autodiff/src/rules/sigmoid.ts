import { mul, sub } from '@rekur/tensor';
import { rule } from '../rule.js';

/** dσ(a) = σ(a)·(1 − σ(a))·da */
export const sigmoidRule = rule('sigmoid', (g, { output }) => [() => mul(g, mul(output, sub(1, output)))]);
