import { referenceEngine, wasmEngine } from '@rekur/wasm';
import { conformance } from './conformance.js';

conformance(wasmEngine(), referenceEngine);
conformance(wasmEngine({ threads: 2, shareFrom: 0 }), referenceEngine);
