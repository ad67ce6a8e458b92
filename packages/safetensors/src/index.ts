export { bitsPerElement, dtypes, type DType } from './dtype.js';
export type { SafetensorsContent, SafetensorsFile, TensorEntry } from './entry.js';
export { SafetensorsError, type SafetensorsErrorCode } from './error.js';
export { bfloat16ToFloat32, float16ToFloat32 } from './half.js';
export { readSafetensors } from './read.js';
export { tensorEntry, tensorValues, type ValuesOf, type ViewOf } from './values.js';
export { writeSafetensors } from './write.js';
