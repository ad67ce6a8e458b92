/** Estimates the time that is left from what was done since it was made. */
export interface Remaining {
  /** Milliseconds until `total`, or undefined before anything can be said. */
  estimate(done: number, total: number): number | undefined;
}

/** What was done before the first call (by an interrupted run) does not count. */
export function createRemaining(now: () => number = () => performance.now()): Remaining {
  let first: { readonly done: number; readonly ms: number } | undefined;
  return {
    estimate(done, total) {
      first ??= { done, ms: now() };
      if (done <= first.done) return undefined;
      return ((now() - first.ms) / (done - first.done)) * Math.max(0, total - done);
    },
  };
}
