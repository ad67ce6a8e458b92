import { f32x4 } from './assemble/expression.js';
import { createModule } from './assemble/moduleBuilder.js';
import type { Target } from './emit/scope.js';
import { chooseTile } from './kernels/matmul/index.js';

/** What code is made for here: the choices, and what follows from the place. */
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

/** V8 has relaxed SIMD switched on since Node 22; its compilers since then spill fewer vectors. */
function knowsRelaxedSimd(): boolean {
  const module = createModule({ pages: 1 });
  module.define('madd', [], (code) => {
    const one = f32x4.const(1);
    code.drop(f32x4.madd(one, one, one));
  });
  return WebAssembly.validate(module.finish());
}
