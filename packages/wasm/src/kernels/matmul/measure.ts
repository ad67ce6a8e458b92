import { createModule } from '../../assemble/moduleBuilder.js';
import { matmulKernel } from './kernel.js';
import type { Arithmetic, Tile } from './spec.js';

export interface MeasuredTile {
  readonly tile: Tile;
  readonly arithmetic: Arithmetic;
  readonly width: number;
}

export interface MeasuredRate {
  /** Products per microsecond, the best of all turns. */
  readonly best: number;
  /** Whether the rate rose as it does when V8 replaces its quick code by optimised code. */
  readonly optimized: boolean;
}

const depth = 128;
/** Products of a call, about: so many that the call itself, a few hundredths of a microsecond, does not count. */
const products = 400_000;
/** Milliseconds: how long one turn takes, and for how long turns go on once every kernel seems optimised. */
const turn = 0.2;
const settle = 5;
/** Optimised code is four times as fast as quick code and more. */
const rise = 2.5;

/**
 * Times one kernel per tile, turn by turn, so that a disturbance meets all of them. It goes on until all have been
 * optimised for a while, `limit` ms at most.
 */
export function measureRates(tiles: readonly MeasuredTile[], { limit }: { readonly limit: number }): MeasuredRate[] {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const runs = tiles.map((each) => compileRun(each, memory));
  const firsts = runs.map((run) => {
    // V8 compiles a function at its first call, quickly, and may have optimised code after very few.
    run();
    return Math.max(rateOf(run, 0), rateOf(run, 0));
  });
  const bests = [...firsts];
  const begin = performance.now();
  let settled = Infinity;
  for (let now = begin; now < Math.min(settled, begin + limit); now = performance.now()) {
    runs.forEach((run, index) => (bests[index] = Math.max(bests[index], rateOf(run, turn))));
    if (settled === Infinity && bests.every((best, index) => best >= rise * firsts[index])) settled = performance.now() + settle;
  }
  return bests.map((best, index) => ({ best, optimized: best >= rise * firsts[index] }));
}

/** Products per microsecond over so many milliseconds, one call at least. */
function rateOf(run: () => number, milliseconds: number): number {
  const begin = performance.now();
  let done = 0;
  let now;
  do {
    done += run();
    now = performance.now();
  } while (now - begin < milliseconds);
  return done / (now - begin) / 1000;
}

/** A function that multiplies the same tile again and again, all in the first cache, and gives the number of products. */
function compileRun({ tile, arithmetic, width }: MeasuredTile, memory: WebAssembly.Memory): () => number {
  const columns = 4 * tile.vectors;
  // V8 caches compiled modules by their bytes. Code from the cache may be for another width, or optimised already, when
  // nothing shows that it is.
  const module = createModule({ pages: 1, marks: { width: `${width}`, measured: `${performance.now()}` } });
  const kernel = matmulKernel(module, {
    rows: tile.rows,
    vectors: tile.vectors,
    panels: 1,
    steps: tile.steps ?? 1,
    aRow: depth,
    aStep: 1,
    bStep: columns,
    bPanel: 0,
    cRow: 2 * columns,
    cPanel: 0,
    next: { a: 0, b: 0, c: 0 },
    begin: 'zero',
    arithmetic,
  });
  module.export(kernel, 'kernel');
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.finish()), { env: { memory } });
  const multiply = exports.kernel as (a: number, b: number, c: number, count: number, depth: number) => void;
  const [a, b, c] = [0, 16384, 32768];
  const each = tile.rows * columns * depth;
  const count = Math.round(products / each);
  return () => {
    multiply(a, b, c, count, depth);
    return count * each;
  };
}
