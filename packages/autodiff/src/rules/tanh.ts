import { mul, sub } from '@rekur/tensor';
import { rule } from '../rule.js';

/** d(tanh a) = (1 − tanh² a)·da */
export const tanhRule = rule('tanh', (g, { output }) => [() => mul(g, sub(1, mul(output, output)))]);
