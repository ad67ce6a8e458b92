import { gather, type Tensor } from '@rekur/tensor';
import { rule } from '../rule.js';

/** Each row takes the cotangent of the row it was added to. */
export const scatterAddRule = rule('scatterAdd', (g, { inputs: [indices] }) => [undefined, () => gather(g, indices as Tensor)]);
