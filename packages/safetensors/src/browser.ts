export { readSafetensorsBlob, writeSafetensorsBlob } from './browser/blob.js';
export { openModelStore, type Bytes, type ModelStore, type StoredFile } from './browser/store.js';
