import { describe, ValueError } from '@rekur/tensor';
import type { Width } from './kernels/matmul/index.js';
import { chooseTile } from './kernels/matmul/index.js';
import type { Probe } from './measure/probe.js';
import { createProbe } from './measure/probe.js';
import { createMeter } from './measure/rate.js';

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

/** How much faster a product must become. Measured: 1.7 to 2.1 times. */
const LEAST_GAIN = 1.3;

/**
 * Whether V8 joins pairs of vectors to 256 bits. The same product and the same gates are compiled twice, in a form that V8 cannot join and in the
 * compiler's own. Every bit must be equal, and the product at least 1.3 times as fast.
 * @param switchOn called between the two, when optimised code of the first is there
 */
export function testWideSimd(switchOn?: () => void): WideSimd {
  const narrow = createProbe({ ...wideProduct, vectors: 'apart', mark: '128 bits' });
  const narrowMeter = createMeter(narrow.product);
  narrow.elements.run();
  const ready = narrowMeter.settle();
  switchOn?.();
  const wide = createProbe({ ...wideProduct, vectors: 'joinable', mark: '256 bits' });
  // First, so that V8 optimises them while the product is timed.
  for (let times = 0; times < CALLS_TO_OPTIMISE; times++) wide.elements.run();
  const wideMeter = createMeter(wide.product);
  const faster = wideMeter.settle(LEAST_GAIN * narrowMeter.best());
  wide.elements.run();
  const same = sameResults(narrow, wide);
  const [rate128, rate256] = [narrowMeter.best(), wideMeter.best()];
  const measured = `a product runs at ${rate256.toFixed(0)} GFLOP/s with 256 bits, at ${rate128.toFixed(0)} with 128`;
  let reason = `${measured}, with the same results`;
  if (!ready) reason = "V8's optimised code did not come in time to be measured";
  else if (!same) reason = 'results with 256 bits differ from those with 128';
  else if (!faster) reason = `${measured}; at least ${LEAST_GAIN} times as fast is expected`;
  return { enabled: ready && same && faster, reason, rate128, rate256 };
}

/** More than V8 wants to see of the gates' functions. */
const CALLS_TO_OPTIMISE = 100;

const wideProduct = { tile: chooseTile({ width: 256, arithmetic: 'separate' }), arithmetic: 'separate' } as const;

function sameResults(one: Probe, other: Probe): boolean {
  const [results, others] = [one.results(), other.results()];
  return results.every((bits, index) => bits === others[index]);
}
