import type { DType } from '@rekur/tensor';

const float = new Float32Array(1);
const word = new Int32Array(float.buffer);

/** The 32 bits that stand for a value in memory: bool is all ones or 0. */
export function bitsOf(value: number, dtype: DType): number {
  if (dtype === 'bool') return value ? -1 : 0;
  if (dtype !== 'float32') return value | 0;
  float[0] = value;
  return word[0];
}
