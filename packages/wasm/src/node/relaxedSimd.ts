import { supportsFused } from '../arithmetic.js';
import { setFlag, v8Version, whyNoFlags } from './v8Flags.js';

/**
 * Makes fused arithmetic known to V8 where it takes a flag (Node 20), for the whole process, and gives whether fused arithmetic is supported
 * then. Newer versions of Node know it anyway.
 */
export function enableRelaxedSimd(): boolean {
  if (supportsFused()) return true;
  // The flag's last version is 11.3, that of Node 20.
  const { major, minor } = v8Version();
  if (whyNoFlags() !== undefined || major !== 11 || minor > 3) return false;
  setFlag('experimental-wasm-relaxed-simd', true);
  return supportsFused();
}
