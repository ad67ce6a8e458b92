import { expect } from 'vitest';
import type { Program, Tensor, ValueType } from '@rekur/tensor';
import { interpreter, isFloat, randomBits, randomKey, sizeOf, tensor } from '@rekur/tensor';

/** Positive numbers, so that roots and logarithms exist; integers 1 … 5, which are lengths and indices in the fixtures. */
export function plainInputs(program: Program, seed = 1): Tensor[] {
  return program.inputs.map(({ type }, index) => fill(type, seed * 1000 + index, (word) => (isFloat(type.dtype) ? 0.05 + (word >>> 8) / 2 ** 25 : 1 + (word % 5))));
}

export function fill(type: ValueType, seed: number, value: (word: number) => number): Tensor {
  const words = randomBits(randomKey(seed), sizeOf(type.shape));
  const isBool = type.dtype === 'bool';
  return tensor(Array.from(words, (word) => (isBool ? word & 1 : value(word))), type);
}

export function run(program: Program, inputs: readonly Tensor[]): unknown[] {
  return interpreter.prepare(program)(inputs).map(({ shape, dtype, data }) => ({ shape, dtype, data }));
}

/** The same outputs to the bit: `toEqual` tells −0 from 0 and takes one NaN for another. */
export function expectSameBits(before: Program, after: Program, inputs: readonly Tensor[]): void {
  expect(run(after, inputs)).toEqual(run(before, inputs));
}

/** The same up to the rounding of sums in another order, measured against the largest element of each output. */
export function expectClose(before: Program, after: Program, inputs: readonly Tensor[], tolerance = 1e-5): void {
  const [expected, actual] = [before, after].map((program) => interpreter.prepare(program)(inputs));
  expected.forEach(({ shape, dtype, data }, index) => {
    expect({ shape: actual[index].shape, dtype: actual[index].dtype }).toEqual({ shape, dtype });
    const scale = data.reduce((most: number, value: number) => Math.max(most, Math.abs(value)), 1e-6);
    data.forEach((value: number, position: number) => {
      const other = actual[index].data[position];
      const close = Object.is(value, other) || Math.abs(value - other) <= tolerance * scale;
      expect(close, `output ${index}, element ${position}: ${value} before, ${other} after; largest ${scale}`).toBe(true);
    });
  });
}
