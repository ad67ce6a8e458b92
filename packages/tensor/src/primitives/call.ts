import { describe, ProgramError } from '../error.js';
import type { KernelCall, ParamsOf } from '../primitive.js';
import { definePrimitive } from '../primitive.js';
import type { Program } from '../program.js';
import type { ValueType } from '../shape.js';
import { formatType, sameShape } from '../shape.js';

const params = {
  /** (…inputs) → (…results) */
  body: 'program',
  /**
   * A gradient of one's own: (…inputs, …results, …cotangents of the results) → (…cotangents of the first inputs). Inputs that
   * it returns nothing for are constants. None: the body is differentiated.
   */
  backward: 'optionalProgram',
} as const;

type CallParams = ParamsOf<typeof params>;

/**
 * A Program as one step: the body applied to the operands. It says two things to those who transform Programs. Without
 * `backward`, differentiation stores the operands alone and computes the inner values again (rematerialisation). With
 * `backward`, the gradient is what that Program computes.
 */
export const call = definePrimitive({
  name: 'call',
  operands: ['…values'],
  params,
  traits: { family: 'control', cheap: false, commutative: false },
  types: (inputs, { body, backward }) => {
    requireTypes('body', body.inputs, inputs);
    const results = body.outputs.map(({ type }) => type);
    if (backward) requireBackward(backward, inputs, results);
    return results;
  },
  kernel: runCall,
});

/** @throws ProgramError unless the Program takes values of these types. */
function requireTypes(which: string, given: readonly { type: ValueType }[], expected: readonly ValueType[]): void {
  const fits = given.length === expected.length && expected.every((type, index) => sameType(given[index].type, type));
  if (fits) return;
  throw new ProgramError(
    describe('call', `${which} does not fit`, `it takes (${format(given.map(({ type }) => type))})`, `(${format(expected)}) is expected`),
  );
}

function requireBackward(backward: Program, inputs: readonly ValueType[], results: readonly ValueType[]): void {
  requireTypes('backward', backward.inputs, [...inputs, ...results, ...results]);
  const fits =
    backward.outputs.length <= inputs.length && backward.outputs.every(({ type }, index) => sameType(type, inputs[index]));
  if (fits) return;
  throw new ProgramError(
    describe(
      'call',
      'backward does not fit',
      `it returns (${format(backward.outputs.map(({ type }) => type))})`,
      `cotangents of the first of (${format(inputs)}) are expected`,
    ),
  );
}

function sameType(a: ValueType, b: ValueType): boolean {
  return a.dtype === b.dtype && sameShape(a.shape, b.shape);
}

function format(types: readonly ValueType[]): string {
  return types.map(formatType).join(', ');
}

function runCall({ inputs, outputs, params, prepare }: KernelCall<CallParams>): void {
  const results = prepare(params.body).run(inputs);
  outputs.forEach((output, index) => output.data.set(results[index].data));
}
