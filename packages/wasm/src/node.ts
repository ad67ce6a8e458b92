export { fusedGain, measureArithmetic } from './node/fusedGain.js';
export { enableRelaxedSimd } from './node/relaxedSimd.js';
export { enableWideSimd } from './node/wideSimd.js';
export type { WideSimd } from './wide.js';
