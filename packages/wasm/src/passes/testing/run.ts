import { expect } from 'vitest';
import type { Program, Tensor } from '@rekur/tensor';
import { interpreter } from '@rekur/tensor';

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
    const values = Array.from<number>(data);
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
    values.forEach((value, position) => {
      const other = actual[index].data[position];
      const close = Object.is(value, other) || Math.abs(value - other) <= tolerance * scale;
      expect(close, `output ${index}, element ${position}: ${value} before, ${other} after; largest ${scale}`).toBe(true);
    });
  });
}
