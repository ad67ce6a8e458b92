export { supportsFused } from './arithmetic.js';
export { whyNotCompiled } from './available.js';
export { referenceEngine, wasmEngine } from './engine.js';
export type { WasmOptions } from './engine.js';
export { explain, explainProgram, explainWith } from './explain.js';
export type { ExplainOptions } from './explain.js';
export { formatExplanation } from './explain/format.js';
export type { FormatOptions } from './explain/format.js';
export type {
  BufferReport,
  Explanation,
  LoopReport,
  MemoryReport,
  PassReport,
  ProgramReport,
  ScheduleReport,
  StageReport,
  TargetReport,
  Traffic,
  Work,
} from './explain/report.js';
export { compileStandalone } from './standalone/compile.js';
export type { StandaloneOptions } from './standalone/compile.js';
export { wideSimd } from './wide.js';
export type { WideSimd } from './wide.js';
