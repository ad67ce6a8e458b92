import type { WideSimd } from '../wide.js';
import { rememberWideSimd, testWideSimd, wideSimd } from '../wide.js';
import { listsFlag, setFlag, v8Version, whyNoFlags } from './v8Flags.js';

const FLAG = 'experimental-wasm-revectorize';

/**
 * Switches vectors of 256 bits on, for the whole process: V8 then joins pairs of 128 bits, which nearly doubles the rate of products. It is an
 * experiment of V8's (a flag of Node 22 and later, on x64), so it is tested first: a product and the gates' functions are run with 128 and with 256 bits
 * until V8's optimised code is there, every bit is compared, and the rate must have risen. If not, the flag is switched off again, and `reason` says why.
 * Never throws. It takes about 30 ms where the machine is idle, the second call nothing.
 *
 * Call it before anything is compiled. Later is allowed, and holds for what is compiled from then on: `wasmEngine()` gives 256 bits then, engines
 * made before stay at 128 (functions of theirs that V8 optimises only later may be joined; that changes their speed, not their results).
 * What is known belongs to the thread that called: a worker that makes its own engine calls this for itself.
 */
export function enableWideSimd(): WideSimd {
  const known = wideSimd();
  if (known) return known;
  const reason = whyNot();
  if (reason !== undefined) return rememberWideSimd({ enabled: false, reason, rate128: 0, rate256: 0 });
  const result = rememberWideSimd(testWideSimd(() => setFlag(FLAG, true)));
  if (!result.enabled) setFlag(FLAG, false);
  return result;
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
