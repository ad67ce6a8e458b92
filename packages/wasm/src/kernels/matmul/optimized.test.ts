import v8 from 'node:v8';
import { describe, expect, test } from 'vitest';
import { candidateTiles, knowsRelaxedSimd, tileName } from './index.js';
import { checkProducts, expectSame, layouts } from './testing/checks.js';
import { compileProduct, plainCase } from './testing/product.js';

// What runs in the end is optimised code, with its vectors joined where V8 can do that: compile nothing else.
// Inlining would ask quick code what was called.
v8.setFlagsFromString('--no-liftoff');
v8.setFlagsFromString('--no-wasm-inlining');
if (!knowsRelaxedSimd()) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
if (Number.parseInt(process.versions.v8) >= 12) v8.setFlagsFromString('--experimental-wasm-revectorize');

describe('optimised code', () => {
  test.each(Object.keys(layouts))('gives the bits of the definition: %s', (layout) => {
    for (const { separate } of Object.values(candidateTiles)) {
      for (const tile of separate) {
        const [M, N, K] = [tile.rows + 3, 93, 35];
        checkProducts(plainCase(M, N, K, tile, layouts[layout](M, N, K)), [1, 2, 3, tile.rows, M], [1, 34, K]);
      }
    }
  });

  test('goes on from block to block of k', () => {
    for (const { separate } of Object.values(candidateTiles)) {
      for (const tile of separate) checkProducts(plainCase(tile.rows + 1, 39, 701, tile), [1, 2, tile.rows + 1], [701]);
    }
  });

  test.each([128, 256] as const)('fused, gives the same bits with every tile for %i bits', (width) => {
    const [M, N, K] = [9, 75, 35];
    const products = candidateTiles[width].fused.map((tile) => ({ name: tileName(tile), product: compileProduct(plainCase(M, N, K, tile, { arithmetic: 'fused' })) }));
    const first = products[0].product.run(M, K);
    expect(first).not.toEqual(products[0].product.expected(M, K));
    for (const { product, name } of products) expectSame(product.run(M, K), first, name);
  });
});
