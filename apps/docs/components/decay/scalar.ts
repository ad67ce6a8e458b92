// A recurrence of one unit without bends: h_n = x_n·U + h_{n−1}·W, all inputs of size 1 and U = 1.

/** What input x_k has in o_n: U·W^(n−k), for k = 1 … n. The same numbers are the gradients ∂o_n/∂h_k, read from the end. */
export function contributions(weight: number, steps: number): number[] {
  return Array.from({ length: steps }, (_, index) => weight ** (steps - 1 - index));
}

/** The part of x₁ among the sizes of all contributions to o_n, from 0 to 1. */
export function shareOfFirst(weight: number, steps: number): number {
  const size = Math.abs(weight);
  // Divided by the largest term, so that nothing overflows: 1 + r + r² + …
  const ratio = size <= 1 ? size : 1 / size;
  let sum = 0;
  for (let index = 0; index < steps; index++) sum += ratio ** index;
  return size <= 1 ? size ** (steps - 1) / sum : 1 / sum;
}

/** What becomes of x₁ on its way. */
export type Fate = 'fades' | 'stays' | 'explodes';

export function fateOf(weight: number): Fate {
  const size = Math.abs(weight);
  return size < 1 ? 'fades' : size > 1 ? 'explodes' : 'stays';
}

/** Steps until only so much is left, or until it has grown by as much; undefined where nothing changes. */
export function stepsUntil(weight: number, factor: number): number | undefined {
  const size = Math.abs(weight);
  if (size === 1) return undefined;
  if (size === 0) return 1;
  return Math.ceil(Math.log(factor) / Math.abs(Math.log(size)));
}
