const EVERY_MS = 10;

/**
 * A function that lets the host handle events (signals, the page) if it has not done so for some milliseconds. Timers are
 * too slow to use after every short step.
 */
export function createYielder(): () => Promise<void> {
  let lastMs = performance.now();
  return async () => {
    if (performance.now() - lastMs < EVERY_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    lastMs = performance.now();
  };
}
