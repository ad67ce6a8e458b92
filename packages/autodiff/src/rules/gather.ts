import { scatterAdd, type Tensor } from '@rekur/tensor';
import { rule } from '../rule.js';

/** Rows that were read take the sum of their readers' cotangents. */
export const gatherRule = rule('gather', (g, { inputs: [table, indices] }) => [
  () => scatterAdd(indices as Tensor, g, (table as Tensor).shape[0]),
  undefined,
]);
