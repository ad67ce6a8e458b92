export { affine, defineCell } from './cell.js';
export type { Cell, CellSizes, CellStep, Named, ParameterSpec } from './cell.js';
export { elmanReluCell, elmanTanhCell } from './cells/elman.js';
export { gruCell } from './cells/gru.js';
export { lstmCell } from './cells/lstm.js';
export { pytorchParameters } from './cells/pytorch.js';
export { cells } from './cells/index.js';
export { moduleFromDescription } from './describe.js';
export {
  constantInitializer,
  kaimingUniformInitializer,
  normalInitializer,
  uniformInitializer,
  xavierUniformInitializer,
} from './initializers.js';
export type { Initializer } from './initializers.js';
export { embedding } from './layers/embedding.js';
export { lastStep } from './layers/last.js';
export { linear } from './layers/linear.js';
export { gru, lstm, recurrent, rnn } from './layers/recurrent.js';
export type { RecurrentOptions, RnnOptions } from './layers/recurrent.js';
export { sequential } from './layers/sequential.js';
export type { ApplyContext, Module, ModuleDescription, Parameters, State } from './module.js';
export { resetState } from './state.js';
export { unroll } from './unroll.js';
export type { Unrolled } from './unroll.js';
