import { supportsFused } from '../arithmetic.js';
import type { Arithmetic, Tile, Width } from '../kernels/matmul/index.js';
import { candidateTiles } from '../kernels/matmul/index.js';
import { bestRates } from '../measure/optimised.js';
import type { Probe } from '../measure/probe.js';
import { createProbe } from '../measure/probe.js';
import { optimise } from './optimise.js';

/**
 * How many times as fast as in separate arithmetic a product is in fused, each with its best tile and in optimised code: the least of three
 * measurements, for a choice that changes results must not hang on a disturbance. 0 where fused is not supported. It takes about 50 ms. Ask after
 * `enableWideSimd` and `enableRelaxedSimd`.
 */
export function fusedGain(width: Width): number {
  if (!supportsFused()) return 0;
  const probes = (['fused', 'separate'] as const).map((arithmetic) => candidateTiles[width][arithmetic].map((tile) => warm(width, arithmetic, tile)));
  const gains = [1, 2, 3].map(() => {
    const rates = bestRates(probes.flat(), 6);
    const fused = rates.splice(0, probes[0].length);
    return Math.max(...fused) / Math.max(...rates);
  });
  return Math.min(...gains);
}

function warm(width: Width, arithmetic: Arithmetic, tile: Tile): Probe {
  const mark = `${width} bits, ${arithmetic}, ${JSON.stringify(tile)}`;
  const probe = createProbe({ tile, arithmetic, vectors: 'joinable', mark, gates: false });
  probe.product();
  optimise(probe);
  return probe;
}

/** From here on fused arithmetic is worth results of its own. */
const LEAST_GAIN = 1.2;

/** `fused` where a product is at least 1.2 times as fast in it. Its results differ from those of `separate`. */
export function measureArithmetic(width: Width): Arithmetic {
  return fusedGain(width) >= LEAST_GAIN ? 'fused' : 'separate';
}
