export { affine, defineCell, stateSizesOf } from './cell.js';
export type { Cell, CellOptions, CellSizes, CellStep, Named, ParameterSpec } from './cell.js';
export { elmanReluCell, elmanTanhCell } from './cells/elman.js';
export { gruCell } from './cells/gru.js';
export { gruResetBeforeCell } from './cells/gruResetBefore.js';
export { irnnCell } from './cells/irnn.js';
export type { IrnnCellOptions } from './cells/irnn.js';
export { jordanCell } from './cells/jordan.js';
export type { JordanCellOptions } from './cells/jordan.js';
export { lstmCell, lstmCellWith } from './cells/lstm.js';
export type { LstmCellOptions } from './cells/lstm.js';
export { lstm1997Cell } from './cells/lstm1997.js';
export type { Lstm1997CellOptions } from './cells/lstm1997.js';
export { lstmCoupledCell } from './cells/lstmCoupled.js';
export { lstmLayerNormCell } from './cells/lstmLayerNorm.js';
export { lstmPeepholeCell } from './cells/lstmPeephole.js';
export { lstmProjectionCell } from './cells/lstmProjection.js';
export { pytorchParameters } from './cells/pytorch.js';
export { cellFromDescription, cells } from './cells/index.js';
export type { CellDescription } from './cells/index.js';
export { gradientFlow } from './gradientFlow.js';
export type { GradientFlow } from './gradientFlow.js';
export { moduleFromDescription } from './describe.js';
export {
  constantInitializer,
  identityInitializer,
  kaimingUniformInitializer,
  normalInitializer,
  orthogonalInitializer,
  rowBlocksInitializer,
  uniformInitializer,
  xavierUniformInitializer,
} from './initializers.js';
export type { Initializer } from './initializers.js';
export { dropout } from './layers/dropout.js';
export { embedding } from './layers/embedding.js';
export { gru } from './layers/gru.js';
export type { GruOptions } from './layers/gru.js';
export { lastStep } from './layers/last.js';
export { linear } from './layers/linear.js';
export { lstm } from './layers/lstm.js';
export type { LstmOptions } from './layers/lstm.js';
export { maxOverTime, meanOverTime } from './layers/pooling.js';
export { recurrent } from './layers/recurrent.js';
export type { RecurrentOptions } from './layers/recurrentOptions.js';
export { residual } from './layers/residual.js';
export { rnn } from './layers/rnn.js';
export type { RnnOptions } from './layers/rnn.js';
export { sequential } from './layers/sequential.js';
export { contextOfPart } from './context.js';
export { fillPadding, requireLengths } from './lengths.js';
export type { ApplyContext, Module, ModuleDescription, ObservedRun, Observer, Parameters, State } from './module.js';
export { observe } from './observe.js';
export type { Observed, ObserveOptions } from './observe.js';
export { resetState } from './state.js';
export { summary } from './summary.js';
export type { LayerSummary, Summary, SummaryOptions } from './summary.js';
export { unroll } from './unroll.js';
export type { UnrollOptions, Unrolled } from './unroll.js';
