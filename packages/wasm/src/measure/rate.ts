/** Something to be timed, which does the same with every call. */
export interface Timed {
  run(): void;
  /** Floating-point operations of one call. */
  readonly operations: number;
}

/** A rate that gets better while it is watched, in 10⁹ operations a second. */
export interface Meter {
  best(): number;
  /** Runs for a moment, a fifth of a millisecond. */
  sample(): void;
  /**
   * Runs until V8 has put its optimised code in place, which shows as a leap, and then for a moment more; false if that does not come within
   * `PATIENCE` milliseconds.
   * @param atLeast the rate that only optimised code reaches
   */
  settle(atLeast?: number): boolean;
}

/** Milliseconds of a sample. */
const SAMPLE = 0.2;
/** Optimised code takes a few milliseconds where a core is free to compile it, and this is for where none is. */
const PATIENCE = 300;
/** V8's quick code of a product was measured to be a quarter to a sixth as fast as its optimised one. */
const LEAP = 2;
/** Samples at the beginning that are of quick code: V8 optimises after a millisecond or so. */
const QUICK = 3;
/** Samples after the leap: the best of them is the rate. */
const AFTER = 8;

/**
 * V8 compiles a function twice: at once and quickly, and after some calls again with care, on a thread of its own, which may be late where others
 * want the processor. So this waits for what it wants to see, not for some number of calls, and lets the other thread have the processor meanwhile.
 */
export function createMeter(timed: Timed): Meter {
  timed.run();
  let best = 0;
  const sample = (): void => {
    best = Math.max(best, rateOf(timed));
  };
  for (let times = 0; times < QUICK; times++) sample();
  const quick = best;
  return {
    best: () => best,
    sample,
    settle(atLeast = LEAP * quick) {
      const start = performance.now();
      while (best < atLeast) {
        if (performance.now() - start > PATIENCE) return false;
        rest();
        sample();
      }
      for (let times = 0; times < AFTER; times++) sample();
      return true;
    },
  };
}

/** From one tick of the clock to another: a browser's clock is coarse. */
function rateOf({ run, operations }: Timed): number {
  const before = performance.now();
  let start = before;
  while (start === before) start = performance.now();
  let end = start;
  let calls = 0;
  while (end - start < SAMPLE) {
    run();
    calls++;
    end = performance.now();
  }
  return (calls * operations) / (end - start) / 1e6;
}

/** Sleeps for half a millisecond; a page's own thread may not. */
function rest(): void {
  if ((globalThis as { document?: unknown }).document !== undefined) return;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0.5);
}
