import { describe, ProgramError, ShapeError, ValueError } from '../error.js';
import { allocate } from '../dtype.js';
import type { KernelCall, Operand, ParamsOf } from '../primitive.js';
import { definePrimitive } from '../primitive.js';
import type { ValueType } from '../shape.js';
import { checkShape, formatType, sameShape, sizeOf } from '../shape.js';

const params = {
  /** (…carries, …steps' slices, …invariants) → (…next carries, …slices of the stacked outputs). */
  body: 'program',
  /** How many operands are carries: state handed from step to step. */
  carries: 'number',
  /** How many operands are per-step inputs [capacity, …]; the rest are invariants. */
  sequences: 'number',
  /** Static number of steps that there is room for. */
  capacity: 'number',
  /** From the last step to the first. */
  reverse: 'boolean',
} as const;

type ScanParams = ParamsOf<typeof params>;

/**
 * The loop over time. Operands: trip count (int32 scalar, 0 … capacity), carries, per-step inputs, invariants.
 * Results: the carries after the last step, then the per-step outputs stacked to [capacity, …]; steps that did not run
 * are zero there. Step t reads slice t of the per-step inputs and writes slice t of the outputs, also in reverse,
 * where t runs from trip count − 1 down to 0.
 */
export const scan = definePrimitive({
  name: 'scan',
  operands: ['tripCount', '…values'],
  params,
  traits: { family: 'control', cheap: false, commutative: false },
  types: (inputs, given) => {
    checkBody(inputs, given);
    const { body, carries, capacity } = given;
    return body.outputs.map(({ type }, index) =>
      index < carries ? type : { shape: [capacity, ...type.shape], dtype: type.dtype },
    );
  },
  kernel: runScan,
});

/** @throws ShapeError or ProgramError unless the body takes slices of these operands and returns its carries' types. */
function checkBody(inputs: readonly ValueType[], { body, carries, sequences, capacity }: ScanParams): void {
  const [tripCount, ...operands] = inputs;
  if (tripCount.dtype !== 'int32' || tripCount.shape.length !== 0) {
    throw new ShapeError(
      describe('scan', 'bad trip count', `the first operand is ${formatType(tripCount)}`, 'an int32 scalar is expected'),
    );
  }
  checkShape('scan', [capacity]);
  if (body.inputs.length !== operands.length || body.outputs.length < carries) {
    throw new ProgramError(
      describe(
        'scan',
        'body does not fit its operands',
        `body takes ${body.inputs.length} and returns ${body.outputs.length} values for ${operands.length} operands with ${carries} carries`,
        'body must take every operand and return every carry',
      ),
    );
  }
  operands.forEach((operand, index) => {
    const isSequence = index >= carries && index < carries + sequences;
    if (isSequence && operand.shape[0] !== capacity) {
      throw new ShapeError(
        describe(
          'scan',
          'per-step inputs differ in length',
          `per-step input ${index - carries} is ${formatType(operand)}, capacity is ${capacity}`,
          'the first axis of each must be the capacity',
        ),
      );
    }
    requireType(`operand ${index}`, body.inputs[index].type, {
      shape: isSequence ? operand.shape.slice(1) : operand.shape,
      dtype: operand.dtype,
    });
  });
  for (let index = 0; index < carries; index++) {
    requireType(`carry ${index} after a step`, operands[index], body.outputs[index].type);
  }
}

function requireType(what: string, expected: ValueType, given: ValueType): void {
  if (expected.dtype === given.dtype && sameShape(expected.shape, given.shape)) return;
  throw new ShapeError(
    describe(
      'scan',
      'types differ between loop and body',
      `${what} is ${formatType(given)}`,
      `${formatType(expected)} is expected`,
      'a carry must keep its shape and dtype from step to step',
    ),
  );
}

function runScan({ inputs, outputs, params, prepare }: KernelCall<ScanParams>): void {
  const { body, carries, sequences, capacity, reverse } = params;
  const steps = inputs[0].data[0];
  if (steps < 0 || steps > capacity) {
    throw new ValueError(
      describe('scan', 'trip count out of range', `${steps} steps`, `0 to ${capacity} steps fit the per-step inputs`),
    );
  }
  const executor = prepare(body);
  const operands = inputs.slice(1);
  const slices: Operand[] = body.inputs.map(({ type }, index) => ({ ...type, data: operands[index].data }));
  const sizes = body.inputs.map(({ type }) => sizeOf(type.shape));

  // Two buffers a carry: a step reads one and its result goes to the other, since a body may swap or repeat carries.
  let next: Operand[] = [];
  for (let index = 0; index < carries; index++) {
    slices[index].data = operands[index].data.slice();
    next.push({ ...slices[index], data: allocate(operands[index].dtype, sizes[index]) });
  }
  for (const output of outputs.slice(carries)) output.data.fill(0);

  for (let step = 0; step < steps; step++) {
    const t = reverse ? steps - 1 - step : step;
    for (let index = carries; index < carries + sequences; index++) {
      slices[index].data = operands[index].data.subarray(t * sizes[index], (t + 1) * sizes[index]);
    }
    const results = executor.run(slices);
    for (let index = carries; index < outputs.length; index++) {
      outputs[index].data.set(results[index].data, t * results[index].data.length);
    }
    for (let index = 0; index < carries; index++) next[index].data.set(results[index].data);
    next = next.map((operand, index) => {
      const previous = { ...operand, data: slices[index].data };
      slices[index].data = operand.data;
      return previous;
    });
  }
  for (let index = 0; index < carries; index++) outputs[index].data.set(slices[index].data);
}
