import v8 from 'node:v8';
import { describe, expect, test } from 'vitest';
import { chooseBlocks } from './blocks.js';
import type { Tile } from './index.js';
import { candidateTiles, panelColumns, knowsRelaxedSimd, tileName } from './index.js';
import { checkProducts, expectSame, layouts, range } from './testing/checks.js';
import { compileProduct, plainCase } from './testing/product.js';

// Node 20 has relaxed SIMD behind a flag.
if (!knowsRelaxedSimd()) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');

const candidates = Object.values(candidateTiles).flatMap(({ separate, fused }) => [...separate, ...fused]);
const tiles = new Map(candidates.map((tile) => [tileName(tile), tile]));

describe.each([...tiles.keys()])('a product by tiles of %s, to the bit as the definition says:', (name) => {
  const tile = tiles.get(name) as Tile;

  test('any number of columns, whole panels and parts', () => {
    for (const N of range(1, 40)) checkProducts(plainCase(7, N, 5, tile, { cRow: N + 2 }), [1, 2, 7], [5]);
  });

  test('any number of rows to any depth', () => {
    for (const N of [1, 16, 77]) checkProducts(plainCase(13, N, 9, tile), range(0, 13), [0, 1, 2, 8, 9]);
  });

  test.each(Object.keys(layouts))('%s', (layout) => {
    const M = 2 * tile.rows + 1;
    for (const N of [3, 37]) {
      for (const K of [1, 35]) checkProducts(plainCase(M, N, K, tile, layouts[layout](M, N, K)), [0, 1, 2, tile.rows, M], [0, 1, K - 1, K]);
    }
  });

  test('one block of k after the other', () => {
    const N = panelColumns(tile) + 5;
    const K = 1300;
    const { depth } = chooseBlocks({ K, tile });
    const M = tile.rows + 1;
    for (const change of [{}, { aRow: 1, aStep: M }, { packed: false }]) {
      checkProducts(plainCase(M, N, K, tile, { cRow: N + 3, ...change }), [1, 2, M], [depth - 1, depth, depth + 1, 2 * depth, K]);
    }
  });

  test('one block of rows after the other', () => {
    const N = panelColumns(tile) + 1;
    const K = 3;
    const { rows } = chooseBlocks({ K, tile });
    const M = 2 * rows + 1;
    for (const change of [{}, { aRow: 1, aStep: M }]) {
      checkProducts(plainCase(M, N, K, tile, change), [rows - 1, rows, rows + 1, 2 * rows, M], [K]);
    }
  });

  test('values that are not finite, signed zeros and subnormals', () => {
    const special = [NaN, Infinity, -Infinity, -0, 0, 1e-45, -1e-45, 1.1754943508222875e-38, 3.4028234663852886e38, -3e38, 1e-30, 1];
    for (const change of [{}, { aRow: 1, aStep: 11 }, { packed: false }, { kStride: 1, columnStride: 4 }]) {
      const product = compileProduct(plainCase(11, 21, 4, tile, change));
      product.a.forEach((_, index) => (product.a[index] = special[(index * 7 + (index >> 3)) % special.length]));
      product.b.forEach((_, index) => (product.b[index] = special[(index * 5 + (index >> 4)) % special.length]));
      for (const depth of range(1, 4)) expectSame(product.run(11, depth), product.expected(11, depth));
    }
  });
});

test('panels that are too many for the cache give the same', () => {
  const tile = candidateTiles[256].separate[0];
  checkProducts(plainCase(5, 270, 520, tile, { kStride: 1, columnStride: 520 }), [1, 5], [1, 519, 520]);
});

describe('fused', () => {
  const shapes = [[13, 37, 35], [1, 40, 9], [7, 5, 700], [3, 16, 1]];

  test.each(shapes)('[%i, %i], depth %i: the same bits with every tile, near separate ones', (M, N, K) => {
    for (const change of [{}, { aRow: 1, aStep: M }, { packed: false }]) {
      const products = [...tiles.values()].map((tile) => compileProduct(plainCase(M, N, K, tile, { arithmetic: 'fused', ...change })));
      const first = products[0].run(M, K);
      for (const product of products) expectSame(product.run(M, K), first);
      const largest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const scale = largest(products[0].a) * largest(products[0].b) * K;
      products[0].expected(M, K).forEach((value, index) => expect(Math.abs(first[index] - value)).toBeLessThanOrEqual(1e-5 * scale));
    }
  });
});
