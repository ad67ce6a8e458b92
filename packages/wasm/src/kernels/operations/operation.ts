import type { DType } from '@rekur/tensor';
import type { Local, V128 } from '../../assemble/expression.js';
import { get, i32x4 } from '../../assemble/expression.js';
import type { FunctionBuilder } from '../../assemble/functionBuilder.js';
import type { Step, Values } from './steps.js';
import { writeSteps } from './steps.js';

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
   * A vector with these 32 bits in every lane. Default: a local that is set at the function's start, for V8 leaves a constant in the loop where it
   * is written, and makes it there of three instructions.
   */
  readonly constant?: (bits: number) => V128;
}

/** Writes the code of an operation and gives the locals of its result: new ones, or an operand's own where nothing is computed. */
export type Operation = (call: OperationCall) => Vectors;

/** The same for the inside of an operation, whose steps are collected before they are written. */
export interface OperationSteps {
  readonly step: Step;
  readonly operands: readonly Values[];
  readonly dtypes: readonly DType[];
  readonly params: Readonly<Record<string, unknown>>;
  /** A constant by its value as a float32. */
  readonly float: (value: number) => V128;
  /** A constant by its bits. */
  readonly bits: (bits: number) => V128;
}

const single = new Float32Array(1);
const word = new Int32Array(single.buffer);

/** The bits of a float32. */
export function bitsOf(value: number): number {
  single[0] = value;
  return word[0];
}

export function operation(steps: (call: OperationSteps) => Values): Operation {
  return ({ code, operands, dtypes, params, constant = (bits) => get(code.keepAtStart(i32x4.const(bits))) }) =>
    writeSteps(code, operands, (step, values) =>
      steps({ step, operands: values, dtypes, params, float: (value) => constant(bitsOf(value)), bits: constant }),
    );
}
