// The limit: the highest rate at which V8 runs a matmul on this processor, found by trying register tiles. What a compiler to
// WebAssembly can reach is a share of it.
//
//   node limit.mjs [128|256]      prints every tile
import v8 from 'node:v8';
import { Worker } from 'node:worker_threads';
import { createMatmul, tiles } from './limit/matmul-kernel.mjs';

/** [rows, columns, depth]: one step in time of a small layer, and of a large one. */
const SHAPES = [
  [48, 512, 128],
  [96, 2048, 512],
];
/** A first look at all tiles, then a longer one at the best of them. */
const GLANCE = { warmUpMs: 25, sampleMs: 6, samples: 2 };
const LOOK = { warmUpMs: 60, sampleMs: 15, samples: 3 };
const FINALISTS = 4;

/** Both switches are for the whole process and count for what is compiled after them. */
function switchOn({ width, arithmetic }) {
  if (width === 256) v8.setFlagsFromString('--experimental-wasm-revectorize');
  // Newer V8s have it on.
  if (arithmetic === 'fused' && Number(process.versions.node.split('.')[0]) < 22) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
}

/**
 * @param {{ width: 128 | 256, arithmetic: 'separate' | 'fused', threads: number }} settings `threads` independent copies at once
 */
export function createContestant(settings) {
  switchOn(settings);
  const fastest = fastestOf(candidates(settings));
  const facts = { tile: nameOf(fastest), flops: settings.threads * flopsOf(fastest) };
  const { run, ...options } = fastest;
  const single = settings.threads === 1 && { run };
  const copies = !single && { measure: copiesOf(options, settings.threads) };
  return { prepare: () => ({ ...facts, warm: true, ...(single || copies) }) };
}

/** Every tile at every shape. */
function candidates({ width, arithmetic }) {
  return SHAPES.flatMap((shape) =>
    tiles.map((tile) => {
      const options = { shape, ...tile, fused: arithmetic === 'fused', width };
      return { ...options, run: createMatmul(options) };
    }),
  );
}

function fastestOf(some) {
  const ranked = (tried, effort) => tried.map((tile) => ({ tile, rate: rateOf(tile, effort) })).sort((one, other) => other.rate - one.rate);
  const finalists = ranked(some, GLANCE).slice(0, FINALISTS).map(({ tile }) => tile);
  return ranked(finalists, LOOK)[0].tile;
}

/** GFLOP/s, the best of some samples. */
function rateOf({ run, ...options }, { warmUpMs, sampleMs, samples }) {
  let calls = 0;
  const start = performance.now();
  while (performance.now() - start < warmUpMs) {
    run();
    calls++;
  }
  const repetitions = Math.max(1, Math.round((calls * sampleMs) / warmUpMs));
  const times = Array.from({ length: samples }, () => timeOf(run, repetitions) / repetitions);
  return flopsOf(options) / Math.min(...times) / 1e6;
}

function timeOf(run, repetitions) {
  const start = performance.now();
  for (let count = 0; count < repetitions; count++) run();
  return performance.now() - start;
}

/** Workers with a kernel and a memory each. A sample lasts until the slowest of them is done. */
function copiesOf(options, count) {
  const workers = Array.from({ length: count }, () => new Worker(new URL('./limit/copy.mjs', import.meta.url), { workerData: options }));
  const answerOf = (worker) =>
    new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  return async (runs) => {
    const answers = workers.map(answerOf);
    for (const worker of workers) worker.postMessage(runs);
    return Math.max(...(await Promise.all(answers)));
  };
}

const flopsOf = ({ shape: [rows, columns, depth] }) => 2 * rows * columns * depth;
const nameOf = ({ rows, vectors, unroll, shape }) => `${rows}×${4 * vectors}${unroll > 1 ? ` by ${unroll}` : ''} of ${shape.join('×')}`;

if (process.argv[1] === import.meta.filename) {
  const width = Number(process.argv[2] ?? 128);
  for (const arithmetic of ['separate', 'fused']) {
    switchOn({ width, arithmetic });
    console.log(`Node ${process.version}, ${width} bits, ${arithmetic}: GFLOP/s, one thread`);
    for (const tile of candidates({ width, arithmetic })) console.log(`${nameOf(tile).padEnd(28)} ${rateOf(tile, LOOK).toFixed(1)}`);
  }
}
