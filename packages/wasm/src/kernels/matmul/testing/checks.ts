import { expect } from 'vitest';
import type { ProductCase } from './product.js';
import { compileProduct } from './product.js';

export const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Compares every product of so many rows and such a depth with the definition, to the bit. */
export function checkProducts(given: ProductCase, rowCounts: readonly number[], depths: readonly number[]): void {
  const product = compileProduct(given);
  for (const rows of rowCounts) {
    for (const depth of depths) expectSame(product.run(rows, depth), product.expected(rows, depth), `${rows} rows, depth ${depth}`);
  }
}

/** `toEqual` tells −0 from 0 and takes one NaN for another, but is slow: it only reports. */
export function expectSame(given: Float32Array, expected: Float32Array, message?: string): void {
  if (given.length === expected.length && given.every((value, index) => Object.is(value, expected[index]))) return;
  expect(given, message).toEqual(expected);
}

/** How A, B and C may lie. */
export const layouts: Readonly<Record<string, (M: number, N: number, K: number) => Partial<ProductCase>>> = {
  'everything row-major': () => ({}),
  'B transposed': (_M, _N, K) => ({ kStride: 1, columnStride: K }),
  'B with strides both ways': (_M, _N, K) => ({ kStride: 3, columnStride: 3 * K + 2 }),
  'A transposed': (M) => ({ aRow: 1, aStep: M }),
  'A inside a larger one': (_M, _N, K) => ({ aRow: K + 5 }),
  'A with strides both ways': (M) => ({ aRow: 2, aStep: 2 * M + 1 }),
  'both transposed, C inside a larger matrix': (M, N, K) => ({ aRow: 1, aStep: M + 3, kStride: 1, columnStride: K + 3, cRow: N + 7 }),
  'B unpacked': () => ({ packed: false }),
  'B unpacked inside a larger one': (_M, N) => ({ packed: false, kStride: N + 3, cRow: N + 1 }),
  'a row of A that is repeated': () => ({ aRow: 0 }),
  'a column of A that is repeated': () => ({ aStep: 0 }),
  'a row of B that is repeated': () => ({ kStride: 0 }),
  'a row of B that is repeated, unpacked': () => ({ kStride: 0, packed: false }),
};
