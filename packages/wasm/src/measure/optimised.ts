import type { Probe } from './probe.js';

/** Milliseconds of a sample. */
const SAMPLE = 0.2;
/** Milliseconds without a better rate after which no better one is expected. Optimised code takes three to ten where a core is free. */
const QUIET = 30;

/** How V8's optimised code is brought about: it compiles a function at once and quickly, and after some calls again, with care. */
export type Optimise = (probe: Probe) => void;

/**
 * Runs until the product gets no faster. V8 compiles on a thread of its own, which may be late where others want the processor, so this leaves it
 * to that thread now and then.
 */
export const waitUntilOptimised: Optimise = (probe) => {
  let best = 0;
  let improved = performance.now();
  while (performance.now() - improved < QUIET) {
    const rate = sampleRate(probe);
    if (rate > 1.1 * best) improved = performance.now();
    best = Math.max(best, rate);
    probe.gates();
    rest();
  }
};

/** The best rate of the product of each probe, in 10⁹ operations a second. By turns, so that what else the machine does is fair to all. */
export function bestRates(probes: readonly Probe[], turns: number): number[] {
  const best = probes.map(() => 0);
  for (let turn = 0; turn < turns; turn++) probes.forEach((probe, index) => (best[index] = Math.max(best[index], sampleRate(probe))));
  return best;
}

/** From one tick of the clock to another: a browser's clock is coarse. */
function sampleRate(probe: Probe): number {
  const before = performance.now();
  let start = before;
  while (start === before) start = performance.now();
  let end = start;
  let calls = 0;
  while (end - start < SAMPLE) {
    probe.product();
    calls++;
    end = performance.now();
  }
  return (calls * probe.operations) / (end - start) / 1e6;
}

/** Sleeps for half a millisecond; a page's own thread must not. */
function rest(): void {
  const { document, SharedArrayBuffer: Shared } = globalThis as { document?: unknown; SharedArrayBuffer?: typeof SharedArrayBuffer };
  if (document === undefined && Shared) Atomics.wait(new Int32Array(new Shared(4)), 0, 0, 0.5);
}
