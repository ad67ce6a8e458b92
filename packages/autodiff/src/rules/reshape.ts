import { reshape, type Tensor } from '@rekur/tensor';
import { rule } from '../rule.js';

/** The cotangent takes the operand's shape. */
export const reshapeRule = rule('reshape', (g, { inputs: [a] }) => [() => reshape(g, (a as Tensor).shape)]);
