import type { ScanOptions, ScanResult } from '@rekur/tensor';
import { describe, iota, maximum, minimum, mul, pad, reshape, scan, slice, sub, Tensor, ValueError } from '@rekur/tensor';
import { remat } from './remat.js';

export interface RematScanOptions extends ScanOptions {
  /** How many parts the time is divided into; default √steps, which needs least memory. */
  segments?: number;
}

/**
 * `scan` whose backward pass needs memory in proportion to the root of the number of steps: time is divided into about √T
 * segments of about √T steps; the forward pass stores the carries at the start of each segment, and the backward pass
 * computes one segment's inner values again at a time. It costs one more forward pass. Values are those of `scan` to the bit; gradients of
 * invariants are the same sums, added segment by segment.
 *
 * Chen et al. (2016), "Training Deep Nets with Sublinear Memory Cost", arXiv:1604.06174.
 *
 * @param inputs per-step inputs `[time, …]`
 * @throws ValueError for segments that are no whole number from 1; ShapeError and ValueError as `scan` does
 */
export function rematScan(
  step: (carry: Tensor[], inputs: Tensor[]) => { carry: readonly Tensor[]; outputs?: readonly Tensor[] },
  carry: readonly Tensor[],
  inputs: readonly Tensor[],
  options: RematScanOptions = {},
): ScanResult {
  const { segments, ...scanOptions } = options;
  requireSegments(segments);
  const { tripCount, reverse } = scanOptions;
  const capacity = inputs[0]?.shape[0] ?? scanOptions.steps ?? 0;
  const fits =
    inputs.every((input) => input.shape[0] === capacity) &&
    capacity === (scanOptions.steps ?? capacity) &&
    tripCountFits(tripCount, capacity);
  // scan itself says what does not fit; and there is nothing to divide in one step.
  if (!fits || capacity < 2) return scan(step, carry, inputs, scanOptions);

  const length = Math.ceil(capacity / Math.min(segments ?? Math.ceil(Math.sqrt(capacity)), capacity));
  const count = Math.ceil(capacity / length);
  const starts = mul(iota([count], { like: carry[0] ?? inputs[0] }), length);
  // The last segment may be shorter, and with a trip count later ones may be empty.
  const steps = minimum(maximum(sub(tripCount ?? capacity, starts), 0), length);

  const segment = remat((state: Tensor[], slices: Tensor[], [tripCount]: Tensor[]) => {
    const result = scan(step, state, slices, { reverse, tripCount, steps: length });
    return [...result.carry, ...result.outputs];
  });
  const result = scan(
    (state, [stepsOfSegment, ...slices]) => {
      const results = segment(state, slices, [stepsOfSegment]);
      return { carry: results.slice(0, carry.length), outputs: results.slice(carry.length) };
    },
    carry,
    [steps, ...inputs.map((input) => divide(input, count, length))],
    { reverse },
  );
  return { carry: result.carry, outputs: result.outputs.map((output) => join(output, capacity)) };
}

/** A trip count that is traced is not known yet. */
function tripCountFits(tripCount: Tensor | number | undefined, capacity: number): boolean {
  if (tripCount === undefined) return true;
  if (tripCount instanceof Tensor && (tripCount.recorded || tripCount.size !== 1)) return true;
  const count = tripCount instanceof Tensor ? tripCount.item() : tripCount;
  return Number.isInteger(count) && count >= 0 && count <= capacity;
}

function requireSegments(segments: number | undefined): void {
  if (segments === undefined || (Number.isInteger(segments) && segments >= 1)) return;
  throw new ValueError(describe('rematScan', 'bad number of segments', String(segments), 'a whole number from 1 is expected'));
}

/** [time, …] → [segments, length, …], zeros after the end. */
function divide(x: Tensor, segments: number, length: number): Tensor {
  const [time, ...rest] = x.shape;
  const missing = segments * length - time;
  const padded = missing > 0 ? pad(x, x.shape.map(() => 0), [missing, ...rest.map(() => 0)]) : x;
  return reshape(padded, [segments, length, ...rest]);
}

/** [segments, length, …] → [time, …]. */
function join(x: Tensor, time: number): Tensor {
  const [segments, length, ...rest] = x.shape;
  const joined = reshape(x, [segments * length, ...rest]);
  return segments * length > time ? slice(joined, 0, 0, time) : joined;
}
