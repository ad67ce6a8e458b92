import type { Program, Tensor, ValueType } from '@rekur/tensor';
import { isFloat, randomBits, randomKey, sizeOf, tensor } from '@rekur/tensor';

/** Positive numbers, so that roots and logarithms exist; integers 1 … 5, which are lengths and indices in the fixtures. */
export function plainInputs(program: Program, seed = 1): Tensor[] {
  return program.inputs.map(({ type }, index) => fill(type, seed * 1000 + index, (word) => (isFloat(type.dtype) ? 0.05 + (word >>> 8) / 2 ** 25 : 1 + (word % 5))));
}

export function fill(type: ValueType, seed: number, value: (word: number) => number): Tensor {
  const words = randomBits(randomKey(seed), sizeOf(type.shape));
  const isBool = type.dtype === 'bool';
  return tensor(Array.from(words, (word) => (isBool ? word & 1 : value(word))), type);
}
