import { describe, ValueError } from '@rekur/tensor';
import type { Width } from './kernels/matmul/index.js';
import type { Optimise } from './measure/optimised.js';
import { bestRates, waitUntilOptimised } from './measure/optimised.js';
import type { Probe } from './measure/probe.js';
import { createProbe } from './measure/probe.js';

/** What became of switching vectors of 256 bits on. */
export interface WideSimd {
  readonly enabled: boolean;
  /** What was measured, or why 128 bits stay. */
  readonly reason: string;
  /** 10⁹ floating-point operations a second of a product with vectors of 128 bits; 0 where nothing was measured. */
  readonly rate128: number;
  /** The same with vectors of 256 bits. */
  readonly rate256: number;
}

/** V8's switches count for the whole process, and so does what is known of them. */
let known: WideSimd | undefined;

/** What `enableWideSimd` of `@rekur/wasm/node` found, if it was called in this thread. */
export function wideSimd(): WideSimd | undefined {
  return known;
}

export function rememberWideSimd(result: WideSimd): WideSimd {
  known = result;
  return result;
}

/**
 * The width that an engine takes: the one asked for, else 256 where it was switched on.
 * @throws ValueError for 256 bits that this place does not have
 */
export function widthFor(width: Width = known?.enabled ? 256 : 128): Width {
  if (width === 128 || (width === 256 && known?.enabled)) return width;
  if (width !== 256) throw new ValueError(describe('wasmEngine', 'no such width', `width is ${String(width)}`, '128 or 256 is expected'));
  // Switched on elsewhere: by a flag of Chromium or Node, or by another thread.
  const found = testWideSimd();
  if (found.enabled) {
    known = found;
    return width;
  }
  throw new ValueError(
    describe(
      'wasmEngine',
      'vectors of 256 bits are not switched on',
      `width is 256 (${known?.reason ?? found.reason})`,
      '128 is expected here',
      "call enableWideSimd() of '@rekur/wasm/node' first, which tells whether they can be had, or leave width out",
    ),
  );
}

/** Measured: 1.7 to 2.2 times as fast. */
const LEAST_GAIN = 1.3;
const TURNS = 6;

/**
 * Whether V8 joins pairs of vectors to 256 bits. The same product and the same gates are compiled twice, in a form that V8 cannot join and in the
 * compiler's own. Every bit must be equal, and the product at least 1.3 times as fast.
 * @param switchOn called between the two, when optimised code of the first is there
 */
export function testWideSimd(optimise: Optimise = waitUntilOptimised, switchOn?: () => void): WideSimd {
  const narrow = createProbe({ ...wideProduct, vectors: 'apart', mark: '128 bits' });
  run(narrow, optimise);
  switchOn?.();
  const wide = createProbe({ ...wideProduct, vectors: 'joinable', mark: '256 bits' });
  run(wide, optimise);
  let [rate128, rate256] = bestRates([narrow, wide], TURNS);
  // What disturbs is over sooner or later; two rates that are really alike stay alike.
  for (let again = 0; again < 5 && rate256 < LEAST_GAIN * rate128; again++) [rate128, rate256] = bestRates([narrow, wide], TURNS);
  const rates = `a product runs at ${rate256.toFixed(0)} GFLOP/s with 256 bits, at ${rate128.toFixed(0)} with 128`;
  if (!sameResults(narrow, wide)) return { enabled: false, reason: 'results with 256 bits differ from those with 128', rate128, rate256 };
  if (rate256 >= LEAST_GAIN * rate128) return { enabled: true, reason: `${rates}, and the results are the same`, rate128, rate256 };
  return { enabled: false, reason: `${rates}; at least ${LEAST_GAIN} times as fast is expected`, rate128, rate256 };
}

/** Once as V8 compiles it at first, then in optimised code, whose results stay. */
function run(probe: Probe, optimise: Optimise): void {
  probe.product();
  probe.gates();
  optimise(probe);
  probe.product();
  probe.gates();
}

/** A tile that spills on no V8 that has 256 bits. */
const wideProduct = { tile: { rows: 4, vectors: 4 }, arithmetic: 'separate' } as const;

function sameResults(one: Probe, other: Probe): boolean {
  const [results, others] = [one.results(), other.results()];
  return results.every((bits, index) => bits === others[index]);
}
