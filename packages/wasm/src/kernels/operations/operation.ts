import type { DType } from '@rekur/tensor';
import type { V128 } from '../../assemble/expression.js';
import { get, i32x4 } from '../../assemble/expression.js';
import type { FunctionBuilder } from '../../assemble/functionBuilder.js';
import type { Local } from '../../assemble/expression.js';

/** Neighbouring elements, four in each vector, as vectors side by side. */
export type Vectors = readonly Local<'v128'>[];

/** One application of an elementwise primitive to vectors of elements. bool is 0 or −1 (all bits) in 32 bits. */
export interface OperationCall {
  readonly code: FunctionBuilder;
  readonly operands: readonly Vectors[];
  /** Of the operands. */
  readonly dtypes: readonly DType[];
  readonly params: Readonly<Record<string, unknown>>;
  /**
   * A vector with these 32 bits in every lane. In a loop it should come from a local that was set before (see `createConstants`):
   * written in place it costs three instructions each time.
   */
  readonly constant?: (bits: number) => V128;
}

export type Operation = (call: OperationCall) => Vectors;

/** What a step takes: a value for each vector, or one that is the same for all. */
type StepOperand = Vectors | V128;

/**
 * Writes one instruction for every vector before the next instruction: neighbours do not wait for each other, and V8 finds the pairs that it
 * joins to 256 bits.
 */
export function step(code: FunctionBuilder, instruction: (...values: V128[]) => V128, ...operands: readonly StepOperand[]): Vectors {
  const { length } = operands.find(isVectors)!;
  return Array.from({ length }, (_, index) =>
    code.keep(instruction(...operands.map((operand) => (isVectors(operand) ? get(operand[index]) : operand)))),
  );
}

/** How many vectors go through the parts of an operation that hold several values of each: more would not stay in 16 registers. */
const GROUP = 2;

/** The vectors a few at a time. */
export function groups(vectors: Vectors): Vectors[] {
  return Array.from({ length: Math.ceil(vectors.length / GROUP) }, (_, index) => vectors.slice(index * GROUP, (index + 1) * GROUP));
}

function isVectors(operand: StepOperand): operand is Vectors {
  return Array.isArray(operand);
}

const float = new Float32Array(1);
const word = new Int32Array(float.buffer);

/** The bits of a float32. */
export function bitsOf(value: number): number {
  float[0] = value;
  return word[0];
}

export function bitsConstant({ constant = i32x4.const }: OperationCall, bits: number): V128 {
  return constant(bits);
}

export function floatConstant(call: OperationCall, value: number): V128 {
  return bitsConstant(call, bitsOf(value));
}
