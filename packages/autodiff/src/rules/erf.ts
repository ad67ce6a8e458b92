import { exp, mul, neg, square, type Tensor } from '@rekur/tensor';
import { rule } from '../rule.js';

/** d erf(a) = 2/√π·e^(−a²)·da */
export const erfRule = rule('erf', (g, { inputs: [a] }) => [() => mul(mul(g, 2 / Math.sqrt(Math.PI)), exp(neg(square(a as Tensor))))]);
