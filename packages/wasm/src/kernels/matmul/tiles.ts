import { f32x4 } from '../../assemble/expression.js';
import { createModule } from '../../assemble/moduleBuilder.js';
import { measureRates } from './measure.js';
import type { Arithmetic, Tile } from './spec.js';

/** Bits that V8 really computes at once: 256 where its revectoriser was switched on. */
export type Width = 128 | 256;

export interface TileChoice {
  readonly width: Width;
  readonly arithmetic: Arithmetic;
}

const tile = (rows: number, vectors: number, steps: 1 | 2 = 1): Tile => ({ rows, vectors, steps });

/**
 * Tiles that are best somewhere, the likeliest first. A sum or a step too many and V8 spills: the rate halves. Up to
 * Node 22 V8 unrolls the loop itself and two steps spill; later ones do not, and with 256 bits two steps make the loop's
 * own instructions fewer, which gains 20 % where two threads share a core.
 */
export const candidateTiles: Readonly<Record<Width, Readonly<Record<Arithmetic, readonly Tile[]>>>> = {
  128: { separate: [tile(4, 2), tile(2, 4)], fused: [tile(6, 2), tile(4, 2)] },
  256: { separate: [tile(4, 4, 2), tile(4, 4)], fused: [tile(6, 4, 2), tile(6, 4), tile(4, 4)] },
};

/** The likeliest tile, unmeasured. */
export function defaultTile({ width, arithmetic }: TileChoice): Tile {
  return candidateTiles[width][arithmetic][0];
}

/** How much slower than the fastest an earlier candidate may be and still be taken: less than that is chance. */
const tolerance = 0.9;

/**
 * The candidate that is fastest here, measured in about 15 ms: most of them pass until V8 has optimised the kernels. If it
 * has not done so in 40 ms, the choice is made by what there is; every tile gives the same bits. Measured anew at each call.
 */
export function chooseTile({ width, arithmetic }: TileChoice): Tile {
  const candidates = candidateTiles[width][arithmetic];
  if (arithmetic === 'fused' && !knowsRelaxedSimd()) return candidates[0];
  const rates = measureRates(candidates.map((candidate) => ({ tile: candidate, arithmetic, width })), { limit: 40 }).map(({ best }) => best);
  const enough = tolerance * Math.max(...rates);
  return candidates[rates.findIndex((rate) => rate >= enough)];
}

/** Whether relaxed SIMD is there: everywhere but in Safari, and in Node 20 behind a flag. */
export function knowsRelaxedSimd(): boolean {
  const module = createModule({ pages: 0 });
  module.define('fused', [], (code) => code.drop(f32x4.madd(f32x4.const(0), f32x4.const(0), f32x4.const(0))));
  return WebAssembly.validate(module.finish());
}
