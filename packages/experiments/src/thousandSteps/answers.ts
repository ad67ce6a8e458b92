import type { LagTaskBatch } from '@rekur/datasets';
import { fromData, type Tensor } from '@rekur/tensor';

/** An output that is further than this from its target is wrong. */
export const LARGEST_ERROR = 0.2;

/** int32 [batch] of 0 (x) and 1 (y) → float32 [batch, 2]: 1 for what is asked for, 0 for the other. */
export function targetsOf({ targets }: Pick<LagTaskBatch, 'targets'>): Tensor {
  const data = new Float32Array(targets.size * 2);
  targets.data.forEach((answer, row) => (data[2 * row + answer] = 1));
  return fromData(data, [targets.size, 2]);
}

/** The largest error of the two outputs of each row; `outputs` and `targets` [batch, 2] between 0 and 1. */
export function largestErrors(outputs: Tensor, targets: Tensor): number[] {
  const errorAt = (index: number): number => Math.abs(outputs.data[index] - targets.data[index]);
  return Array.from({ length: targets.shape[0] }, (_, row) => Math.max(errorAt(2 * row), errorAt(2 * row + 1)));
}
