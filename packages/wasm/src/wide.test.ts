import { describe, expect, test } from 'vitest';
import { ValueError } from '@rekur/tensor';
import { arithmeticFor, supportsFused } from './arithmetic.js';
import { wasmEngine } from './engine.js';
import type { Arithmetic, Tile } from './kernels/matmul/index.js';
import { candidateTiles } from './kernels/matmul/index.js';
import { createProbe } from './measure/probe.js';
import { enableRelaxedSimd, enableWideSimd, fusedGain, measureArithmetic } from './node.js';
import { whyNoFlags } from './node/v8Flags.js';
import { testWideSimd, widthFor, wideSimd } from './wide.js';

const nodeVersion = Number(process.versions.node.split('.')[0]);

describe('the probe', () => {
  const everyTile = (['separate', 'fused'] as const).flatMap((arithmetic) => candidateTiles[256][arithmetic].map((tile): [Tile, Arithmetic] => [tile, arithmetic]));

  test.each(everyTile)('computes the same with vectors apart, tile %j, %s', (tile, arithmetic) => {
    if (arithmetic === 'fused' && !enableRelaxedSimd()) return;
    const results = (['joinable', 'apart'] as const).map((vectors) => {
      const probe = createProbe({ tile, arithmetic, vectors, mark: 'test' });
      probe.product();
      probe.gates();
      return probe.results();
    });
    // Word by word, for a comparison that could show all of them takes a second.
    expect(results[0].every((word, index) => word === results[1][index])).toBe(true);
    expect(results[0].filter((word) => word !== 0).length).toBeGreaterThan(4000);
  });
});

describe('before anything was switched on', () => {
  test('engines take 128 bits, and nothing is known', () => {
    expect(wideSimd()).toBeUndefined();
    expect(wasmEngine().name).toContain('128 bits');
  });

  test('256 bits are refused, with the way to have them', () => {
    const message = /^wasmEngine: vectors of 256 bits are not switched on: width is 256 \(a product runs at \d+ GFLOP\/s with 256 bits, at \d+ with 128; .*enableWideSimd\(\) of '@rekur\/wasm\/node'/;
    expect(() => wasmEngine({ width: 256 })).toThrow(message);
    expect(() => widthFor(512 as 256)).toThrow(new ValueError('wasmEngine: no such width: width is 512; 128 or 256 is expected'));
  });
});

describe('enableWideSimd', () => {
  test('is on with what was measured, or off with a reason, and then the same again', () => {
    const found = enableWideSimd();
    expect(found.reason.length).toBeGreaterThan(10);
    expect(enableWideSimd()).toBe(found);
    expect(wideSimd()).toBe(found);
    expect(wasmEngine().name).toContain(found.enabled ? '256 bits' : '128 bits');
    if (found.enabled) {
      expect(found.rate256).toBeGreaterThan(1.3 * found.rate128);
      expect(wasmEngine({ width: 256 }).name).toContain('256 bits');
    } else expect(() => wasmEngine({ width: 256 })).toThrow(found.reason);
    expect(wasmEngine({ width: 128 }).name).toContain('128 bits');
  });

  test.skipIf(nodeVersion >= 22)('says that this Node is too old', () => {
    expect(enableWideSimd()).toEqual({ enabled: false, reason: expect.stringContaining('from Node 22 on') as string, rate128: 0, rate256: 0 });
  });

  test('refuses what gives other results, however fast it is', () => {
    let calls = 0;
    const found = testWideSimd((probe) => {
      // The second is the one with 256 bits.
      if (++calls === 2) probe.results = () => new Int32Array(16384);
    });
    expect(found).toMatchObject({ enabled: false, reason: 'results with 256 bits differ from those with 128' });
  });

  test('leaves the flags of others than Node alone', () => {
    expect(whyNoFlags({ node: '20.0.0' })).toBeUndefined();
    expect(whyNoFlags({ node: '20.0.0', deno: '2.9.6' })).toContain('Deno 2.9.6');
    expect(whyNoFlags({ node: '20.0.0', bun: '1.4.5' })).toContain('Bun 1.4.5');
    expect(whyNoFlags({ node: '20.0.0', electron: '40.0.0' })).toContain('Electron 40.0.0');
  });
});

describe('fused arithmetic', () => {
  test('is refused where it is not supported, and by a wrong name', () => {
    expect(arithmeticFor()).toBe('separate');
    expect(() => arithmeticFor('exact' as Arithmetic)).toThrow("wasmEngine: no such arithmetic: arithmetic is 'exact'; 'separate' or 'fused' is expected");
    if (supportsFused()) expect(wasmEngine({ arithmetic: 'fused' }).name).toContain('fused');
    else expect(() => wasmEngine({ arithmetic: 'fused' })).toThrow("fused arithmetic is not supported here: arithmetic is 'fused'; 'separate' is expected");
  });

  test('is measured', () => {
    expect(enableRelaxedSimd()).toBe(supportsFused());
    const gain = fusedGain(128);
    if (supportsFused()) expect(gain).toBeGreaterThan(0.3);
    else expect(gain).toBe(0);
    expect(['separate', 'fused']).toContain(measureArithmetic(128));
  });
});
