export { referenceEngine, wasmEngine } from './engine.js';
export type { WasmOptions } from './engine.js';
