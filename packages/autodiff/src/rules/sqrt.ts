import { div, mul } from '@rekur/tensor';
import { rule } from '../rule.js';

/** d(√a) = da / (2·√a) */
export const sqrtRule = rule('sqrt', (g, { output }) => [() => div(g, mul(2, output))]);
