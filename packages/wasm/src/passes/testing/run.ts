import { expect } from 'vitest';
import type { Program, Tensor } from '@rekur/tensor';
import { interpreter } from '@rekur/tensor';

export function run(program: Program, inputs: readonly Tensor[]): Tensor[] {
  return interpreter.prepare(program)(inputs);
}

/** The same outputs to the bit, but for the payload of NaN. */
export function expectSameBits(before: Program, after: Program, inputs: readonly Tensor[]): void {
  expectEach(before, after, inputs, Object.is);
}

/** The same up to the rounding of sums in another order, measured against the largest element of each output. */
export function expectClose(before: Program, after: Program, inputs: readonly Tensor[], tolerance = 1e-5): void {
  expectEach(before, after, inputs, (a, b, scale) => Object.is(a, b) || Math.abs(a - b) <= tolerance * scale);
}

/** Compares element by element; a matcher for whole arrays would take most of a property test's time. */
function expectEach(before: Program, after: Program, inputs: readonly Tensor[], same: (a: number, b: number, scale: number) => boolean): void {
  const [expected, actual] = [run(before, inputs), run(after, inputs)];
  expect(actual.map(({ shape, dtype }) => ({ shape, dtype }))).toEqual(expected.map(({ shape, dtype }) => ({ shape, dtype })));
  for (const [index, { data }] of expected.entries()) {
    let scale = 1e-6;
    for (const value of data) scale = Math.max(scale, Math.abs(value) || 0);
    for (const [position, value] of data.entries()) {
      const other = actual[index].data[position];
      if (!same(value, other, scale)) {
        expect.fail(`output ${index}, element ${position}: ${formatNumber(value)} before, ${formatNumber(other)} after; largest ${scale}`);
      }
    }
  }
}

/** −0 is another number than 0. */
function formatNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
