import { apply, literal } from '../apply.js';
import { describe, ShapeError } from '../error.js';
import { formatType, sameShape } from '../shape.js';
import { Tensor } from '../tensor.js';
import { trace } from '../trace.js';

export interface ScanOptions {
  /** From the last step to the first. */
  reverse?: boolean;
  /** How many steps to run, int32 scalar or number; default: all there is room for. */
  tripCount?: Tensor | number;
  /** Steps to run where there are no per-step inputs to count. */
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
 * @throws ShapeError if lengths differ, or a carry changes its type.
 */
export function scan(
  step: (carry: Tensor[], inputs: Tensor[]) => { carry: readonly Tensor[]; outputs?: readonly Tensor[] },
  carry: readonly Tensor[],
  inputs: readonly Tensor[],
  options: ScanOptions = {},
): ScanResult {
  const capacity = inputs.length > 0 ? inputs[0].shape[0] : options.steps;
  if (capacity === undefined) {
    throw new ShapeError(
      describe('scan', 'length unknown', 'no per-step inputs and no steps', 'one of them is expected', 'pass { steps }'),
    );
  }
  const slices = inputs.map((input) => ({ shape: input.shape.slice(1), dtype: input.dtype }));
  const { program: body, captured } = trace((...values) => {
    const result = step(values.slice(0, carry.length), values.slice(carry.length));
    requireCarry(carry, result.carry);
    return [...result.carry, ...(result.outputs ?? [])];
  }, [...carry, ...slices]);
  const { tripCount = capacity, reverse = false } = options;
  const results = apply(
    'scan',
    { body, carries: carry.length, sequences: inputs.length, capacity, reverse },
    [tripCount instanceof Tensor ? tripCount : literal(tripCount, 'int32'), ...carry, ...inputs, ...captured],
  );
  return { carry: results.slice(0, carry.length), outputs: results.slice(carry.length) };
}

function requireCarry(before: readonly Tensor[], after: readonly Tensor[]): void {
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
