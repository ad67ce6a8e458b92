import { apply } from '@rekur/tensor';
import { rule } from '../rule.js';

/** An element takes the cotangents of all sums that it is part of: those from its own place on. */
export const cumulativeSumRule = rule('cumulativeSum', (g, { params: { axis, reverse } }) => [
  () => apply('cumulativeSum', { axis, reverse: !reverse }, [g])[0],
]);
