import type { WideSimd } from '../wide.js';
import { rememberWideSimd, testWideSimd, wideSimd } from '../wide.js';
import { optimise } from './optimise.js';
import { listsFlag, setFlag, v8Version, whyNoFlags } from './v8Flags.js';

const FLAG = 'experimental-wasm-revectorize';

/**
 * Switches vectors of 256 bits on, for the whole process: V8 then joins pairs of 128 bits, and a product takes about half the time. It is an
 * experiment of V8's (a flag of Node 22 and later, on x64), so it is tested first: a product and the gates' functions run with 128 and with 256 bits
 * in optimised code, every bit is compared, and the rate must have risen. If not, the flag is switched off again, and `reason` says why. Never throws. It
 * takes about 40 ms; the second call takes nothing.
 *
 * Call it before anything is compiled. Later is allowed, for what is compiled from then on: `wasmEngine()` then gives 256 bits, and engines that were
 * made before keep their 128 (V8 may join functions of theirs that it optimises only later, which changes their speed, not their results). What is
 * known belongs to the thread that called: a worker that makes an engine of its own calls this for itself.
 */
export function enableWideSimd(): WideSimd {
  return wideSimd() ?? rememberWideSimd(tryWideSimd());
}

function tryWideSimd(): WideSimd {
  const refuse = (reason: string): WideSimd => ({ enabled: false, reason, rate128: 0, rate256: 0 });
  const reason = whyNot();
  if (reason !== undefined) return refuse(reason);
  let enabled = false;
  try {
    const result = testWideSimd(optimise, () => setFlag(FLAG, true));
    enabled = result.enabled;
    return result;
  } catch (error) {
    return refuse(`the test of 256 bits did not run: ${String(error)}`);
  } finally {
    if (!enabled) setFlag(FLAG, false);
  }
}

/** Why the flag cannot be had, as far as it is known without a measurement. */
function whyNot(): string | undefined {
  const noFlags = whyNoFlags();
  if (noFlags !== undefined) return noFlags;
  if (process.arch !== 'x64') return `V8 joins vectors to 256 bits on x64 only, this is ${process.arch}`;
  const { major, minor } = v8Version();
  if (major < 12 || (major === 12 && minor < 4)) return `V8 joins vectors to 256 bits from Node 22 on, this is Node ${process.versions.node}`;
  // Node 22 to 26 have it.
  if (major <= 14 || listsFlag(FLAG)) return undefined;
  return `V8 of Node ${process.versions.node} has no flag --${FLAG}`;
}
