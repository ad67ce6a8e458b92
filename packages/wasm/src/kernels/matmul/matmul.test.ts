import v8 from 'node:v8';
import { describe, expect, test } from 'vitest';
import { chooseBlocks } from './blocks.js';
import type { Tile } from './index.js';
import { candidateTiles, panelColumns } from './index.js';
import type { ProductCase } from './testing/product.js';
import { compileProduct, plainCase } from './testing/product.js';

// Node 20 has relaxed SIMD behind a flag.
v8.setFlagsFromString('--experimental-wasm-relaxed-simd');

const label = ({ rows, vectors }: Tile): string => `${rows}x${4 * vectors}`;
const tiles = new Map(
  Object.values(candidateTiles)
    .flatMap(({ separate, fused }) => [...separate, ...fused])
    .map((tile) => [label(tile), tile]),
);
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

function check(given: ProductCase, rowCounts: readonly number[], depths: readonly number[]): void {
  const product = compileProduct(given);
  for (const rows of rowCounts) {
    for (const depth of depths) {
      expect(product.run(rows, depth), `${rows} rows, depth ${depth}`).toEqual(product.expected(rows, depth));
    }
  }
}

/** [K, N] as it is, and as the transpose of [N, K], with room around or none. */
const layouts = (M: number, N: number, K: number): Record<string, Partial<ProductCase>> => ({
  'everything row-major': {},
  'B transposed': { kStride: 1, columnStride: K },
  'B inside larger ones': { kStride: 3, columnStride: 3 * K + 2 },
  'A transposed': { aRow: 1, aStep: M },
  'A inside a larger one': { aRow: K + 5 },
  'A with strides both ways': { aRow: 2, aStep: 2 * M + 1 },
  'both transposed, C inside a larger matrix': { aRow: 1, aStep: M + 3, kStride: 1, columnStride: K + 3, cRow: N + 7 },
  'B unpacked': { packed: false },
  'B unpacked inside a larger one': { packed: false, kStride: N + 3, cRow: N + 1 },
  'a row of A that is repeated': { aRow: 0 },
  'a column of A that is repeated': { aStep: 0 },
  'a row of B that is repeated': { kStride: 0 },
  'a row of B that is repeated, unpacked': { kStride: 0, packed: false },
});

describe.each([...tiles.keys()])('with tiles of %s, separate, to the bit as the definition says', (name) => {
  const tile = tiles.get(name) as Tile;

  test('multiplies any number of columns, whole panels and parts', () => {
    for (const N of range(1, 40)) check(plainCase(7, N, 5, tile, { cRow: N + 2 }), [0, 1, 3, 7], [5]);
  });

  test('multiplies any number of rows to any depth', () => {
    for (const N of [1, 16, 21]) check(plainCase(3 * tile.rows + 1, N, 9, tile), range(0, 3 * tile.rows + 1), [0, 1, 2, 8, 9]);
  });

  test.each(Object.keys(layouts(1, 1, 1)))('%s', (layout) => {
    const M = 2 * tile.rows + 1;
    for (const N of [3, 16, 37]) {
      for (const K of [1, 6, 35]) check(plainCase(M, N, K, tile, layouts(M, N, K)[layout]), [0, 1, 2, tile.rows, M], [0, 1, K - 1, K]);
    }
  });

  test('goes on from block to block of k', () => {
    const N = panelColumns(tile) + 5;
    const K = 1100;
    const { depth } = chooseBlocks({ K, tile });
    const M = tile.rows + 1;
    for (const change of [{}, { aRow: 1, aStep: M }, { packed: false }]) {
      check(plainCase(M, N, K, tile, { cRow: N + 3, ...change }), [1, 2, M], [depth - 1, depth, depth + 1, 2 * depth, K]);
    }
  });

  test('goes on from block to block of rows', () => {
    const N = panelColumns(tile) + 1;
    const K = 3;
    const blocks = chooseBlocks({ K, tile });
    const M = 2 * blocks.rows + 1;
    for (const change of [{}, { aRow: 1, aStep: M }]) {
      check(plainCase(M, N, K, tile, change), [blocks.rows - 1, blocks.rows, blocks.rows + 1, 2 * blocks.rows, M], [K]);
    }
  });

  test('carries what is not finite, signed zeros and subnormals', () => {
    const special = [NaN, Infinity, -Infinity, -0, 0, 1e-45, -1e-45, 1.1754943508222875e-38, 3.4028234663852886e38, -3e38, 1e-30, 1];
    for (const change of [{}, { aRow: 1, aStep: 11 }, { packed: false }, { kStride: 1, columnStride: 4 }]) {
      const product = compileProduct(plainCase(11, 21, 4, tile, change));
      product.a.forEach((_, index) => (product.a[index] = special[(index * 7 + (index >> 3)) % special.length]));
      product.b.forEach((_, index) => (product.b[index] = special[(index * 5 + (index >> 4)) % special.length]));
      for (const depth of range(1, 4)) expect(product.run(11, depth)).toEqual(product.expected(11, depth));
    }
  });
});

describe('fused', () => {
  const shapes = [[13, 37, 35], [1, 40, 9], [7, 5, 600], [3, 16, 1]];

  test.each(shapes)('gives the same bits with every tile, near separate ones: [%i, %i], depth %i', (M, N, K) => {
    for (const change of [{}, { aRow: 1, aStep: M }, { packed: false }]) {
      const products = [...tiles.values()].map((tile) => compileProduct(plainCase(M, N, K, tile, { arithmetic: 'fused', ...change })));
      const first = products[0].run(M, K);
      for (const product of products) expect(product.run(M, K)).toEqual(first);
      const scale = products[0].a.reduce((most, value) => Math.max(most, Math.abs(value)), 0) * K;
      products[0].expected(M, K).forEach((value, index) => expect(Math.abs(first[index] - value)).toBeLessThanOrEqual(1e-5 * scale));
    }
  });
});
