import { cast, isFloat, type Tensor } from '@rekur/tensor';
import { rule } from '../rule.js';

/** A cast between float types casts the cotangent back; integers and bool end the path. */
export const castRule = rule('cast', (g, { inputs: [a] }) => [
  isFloat((a as Tensor).dtype) ? () => cast(g, (a as Tensor).dtype) : undefined,
]);
