import type { Tensor } from '@rekur/tensor';
import { formatShape, sameShape } from '@rekur/tensor';

/** Allowed max|a − b| / max|b| per tensor, and why. */
export const tolerances = {
  /** Two float64 implementations that add in different orders over at most some thousand terms. */
  float64: 1e-10,
  /** PyTorch's own float32 stays within 2e-7 of its float64, 1.4e-6 over 1,000 steps. */
  float32: 1e-5,
} as const;

/**
 * Asserts agreement per tensor as max|a − b| ≤ tolerance · max|b|, and on failure says where and by how much.
 */
export function expectClose(name: string, actual: Tensor, expected: Tensor, tolerance: number): void {
  if (!sameShape(actual.shape, expected.shape)) {
    throw new Error(`${name}: shape is ${formatShape(actual.shape)}, expected ${formatShape(expected.shape)}`);
  }
  let scale = 0;
  let worst = 0;
  let at = 0;
  for (let i = 0; i < expected.size; i++) scale = Math.max(scale, Math.abs(expected.data[i]));
  let beyond = 0;
  for (let i = 0; i < expected.size; i++) {
    const difference = Math.abs(actual.data[i] - expected.data[i]);
    if (!(difference <= tolerance * scale)) beyond++;
    if (!(difference <= worst)) [worst, at] = [difference, i];
  }
  if (beyond === 0) return;
  throw new Error(
    `${name} ${formatShape(expected.shape)}: ${beyond} of ${expected.size} elements beyond ${tolerance} of ${scale}; ` +
      `worst at flat index ${at}: ${actual.data[at]} instead of ${expected.data[at]}, off by ${worst}`,
  );
}
