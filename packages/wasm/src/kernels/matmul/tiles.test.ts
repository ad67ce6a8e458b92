import v8 from 'node:v8';
import { describe, expect, test } from 'vitest';
import { candidateTiles, chooseTile, defaultTile, knowsRelaxedSimd } from './index.js';
import { measureRates } from './measure.js';

if (!knowsRelaxedSimd()) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');

const arithmetics = ['separate', 'fused'] as const;

describe('tiles', () => {
  test.each(arithmetics)('one of the candidates is chosen: %s', (arithmetic) => {
    expect(candidateTiles[128][arithmetic]).toContain(chooseTile({ width: 128, arithmetic }));
    expect(defaultTile({ width: 256, arithmetic })).toBe(candidateTiles[256][arithmetic][0]);
  });

  test('rates are measured until V8 has optimised the kernels', () => {
    const tile = candidateTiles[128].separate[0];
    const measure = () => measureRates([{ tile, arithmetic: 'separate', width: 128 }], { limit: 1000 })[0];
    // On a busy machine V8 may be done before the slow code was timed, and no rise shows.
    const measured = Array.from({ length: 5 }, () => 0).reduce((last) => (last.optimized ? last : measure()), measure());
    expect(measured.optimized).toBe(true);
    expect(measured.best).toBeGreaterThan(0);
  });

  test('relaxed SIMD is known once it is switched on', () => expect(knowsRelaxedSimd()).toBe(true));
});
