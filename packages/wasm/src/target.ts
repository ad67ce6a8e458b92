import type { Target } from './emit/scope.js';
import { chooseTile, knowsRelaxedSimd } from './kernels/matmul/index.js';

/**
 * What code is made for here: the choices, and what follows from the place. V8 has relaxed SIMD switched on since Node 22, and its
 * compilers since then spill fewer vectors.
 */
export function targetFor({ width, arithmetic, threads }: Pick<Target, 'width' | 'arithmetic' | 'threads'>): Target {
  return { width, arithmetic, threads, tile: tileFor(width, arithmetic), manyRegisters: knowsRelaxedSimd() };
}

/** Measured once in a process: it takes some ten milliseconds. */
const tiles = new Map<string, Target['tile']>();

function tileFor(width: Target['width'], arithmetic: Target['arithmetic']): Target['tile'] {
  const key = `${width} ${arithmetic}`;
  let tile = tiles.get(key);
  if (!tile) tiles.set(key, (tile = chooseTile({ width, arithmetic })));
  return tile;
}
