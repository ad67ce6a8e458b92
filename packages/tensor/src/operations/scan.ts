import { apply, literal } from '../apply.js';
import { describe, ShapeError, ValueError } from '../error.js';
import { formatType, sameShape } from '../shape.js';
import { Tensor } from '../tensor.js';
import { trace } from '../trace.js';

export interface ScanOptions {
  /** From the last step to the first. */
  reverse?: boolean;
  /** How many steps to run, int32 scalar or number; default: all there is room for. */
  tripCount?: Tensor | number;
  /** How many steps there is room for; needed only where no per-step inputs say so. */
  steps?: number;
}

export interface ScanResult {
  /** Carries after the last step. */
  readonly carry: Tensor[];
  /** Per-step outputs stacked along a new first axis; zero at steps that did not run. */
  readonly outputs: Tensor[];
}

/**
 * The loop over time: `step(carry, inputs)` is traced once and run for every slice along the first axis of `inputs`.
 * Tensors that `step` uses from outside are invariants: read in place, never copied per step.
 * @throws ShapeError if lengths differ, or a carry changes its type; ValueError for a trip count outside 0 … length.
 */
export function scan(
  step: (carry: Tensor[], inputs: Tensor[]) => { carry: readonly Tensor[]; outputs?: readonly Tensor[] },
  carry: readonly Tensor[],
  inputs: readonly Tensor[],
  options: ScanOptions = {},
): ScanResult {
  const capacity = requireCapacity(inputs, options.steps);
  const { tripCount = capacity, reverse = false } = options;
  if (!(tripCount instanceof Tensor) && !(Number.isInteger(tripCount) && tripCount >= 0 && tripCount <= capacity)) {
    throw new ValueError(describe('scan', 'trip count out of range', `${tripCount} steps`, `0 to ${capacity} steps are expected`));
  }
  const slices = inputs.map((input) => ({ shape: input.shape.slice(1), dtype: input.dtype }));
  const { program: body, captured } = trace((...values) => {
    const result = step(values.slice(0, carry.length), values.slice(carry.length));
    requireCarry(carry, result.carry);
    return [...result.carry, ...(result.outputs ?? [])];
  }, [...carry, ...slices]);
  const results = apply(
    'scan',
    { body, carries: carry.length, sequences: inputs.length, capacity, reverse },
    [tripCount instanceof Tensor ? tripCount : literal(tripCount, 'int32'), ...carry, ...inputs, ...captured],
  );
  return { carry: results.slice(0, carry.length), outputs: results.slice(carry.length) };
}

function requireCapacity(inputs: readonly Tensor[], steps: number | undefined): number {
  for (const [index, input] of inputs.entries()) {
    if (input.rank > 0) continue;
    throw new ShapeError(
      describe('scan', 'per-step input has no steps', `per-step input ${index} is ${formatType(input)}`, 'its first axis must be time'),
    );
  }
  const capacity = inputs[0]?.shape[0] ?? steps;
  if (steps !== undefined && steps !== capacity) {
    throw new ShapeError(
      describe(
        'scan',
        'lengths differ',
        `steps is ${steps}, per-step input 0 is ${formatType(inputs[0])}`,
        'the first axis must have as many steps',
        'tripCount runs fewer of them',
      ),
    );
  }
  if (capacity !== undefined) return capacity;
  throw new ShapeError(
    describe('scan', 'length unknown', 'no per-step inputs and no steps', 'one of them is expected', 'pass { steps }'),
  );
}

function requireCarry(before: readonly Tensor[], after: readonly Tensor[] | undefined): asserts after {
  // Array.isArray would forget what the elements are.
  if (typeof after?.every !== 'function') {
    throw new ShapeError(describe('scan', 'step returns no carries', `carry is ${typeof after}`, 'an array of as many tensors as went in is expected'));
  }
  const good =
    before.length === after.length &&
    before.every((value, index) => value.dtype === after[index].dtype && sameShape(value.shape, after[index].shape));
  if (good) return;
  throw new ShapeError(
    describe(
      'scan',
      'carry changes its type',
      `step returns [${after.map(formatType).join(', ')}]`,
      `[${before.map(formatType).join(', ')}] is expected, as it went in`,
    ),
  );
}
