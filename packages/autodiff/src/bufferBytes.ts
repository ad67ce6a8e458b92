import type { Program, Variable } from '@rekur/tensor';
import { bytesPerElement, isProgram, sizeOf } from '@rekur/tensor';

/**
 * Bytes of every value of a Program, those inside loops and calls once: what the interpreter holds while it runs it, beside the inputs.
 * Of the Program of a gradient, this is the memory that training needs. A gradient of one's own inside a call is not run, so
 * not counted.
 */
export function bufferBytes(program: Program): number {
  let total = 0;
  for (const { outputs, params } of program.equations) {
    total += outputs.reduce((bytes, variable) => bytes + bytesOf(variable), 0);
    if (isProgram(params.body)) total += bufferBytes(params.body);
  }
  return total;
}

function bytesOf({ type }: Variable): number {
  return sizeOf(type.shape) * bytesPerElement[type.dtype];
}
