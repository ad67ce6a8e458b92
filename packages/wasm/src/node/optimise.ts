import { Script } from 'node:vm';
import type { Optimise } from '../measure/optimised.js';
import { waitUntilOptimised } from '../measure/optimised.js';
import { setFlag, v8Version, whyNoFlags } from './v8Flags.js';

/**
 * Brings optimised code about: at once where this V8 is known to have a way (1 to 3 ms a function on this thread, however busy the machine is), else
 * by running until it is there.
 */
export const optimise: Optimise = (probe) => {
  if (!tierUp(probe.functions)) waitUntilOptimised(probe);
};

const NATIVES = 'allow-natives-syntax';

/** Whether V8 optimised the functions. Its way is made for its own tests, so only versions are asked with which this was tried: Node 20, 22, 24, 26. */
function tierUp(functions: readonly unknown[]): boolean {
  const { major } = v8Version();
  if (whyNoFlags() !== undefined || major < 11 || major > 14) return false;
  setFlag(NATIVES, true);
  try {
    const optimiseNow = new Script('(wasmFunction) => %WasmTierUpFunction(wasmFunction)').runInThisContext() as (wasmFunction: unknown) => void;
    for (const wasmFunction of functions) optimiseNow(wasmFunction);
    return true;
  } catch {
    return false;
  } finally {
    setFlag(NATIVES, false);
  }
}
