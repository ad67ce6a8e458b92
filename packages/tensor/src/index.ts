export { apply, fullLike, literal } from './apply.js';
export { checkProgram } from './check.js';
export type { Phase } from './check.js';
export { eliminateDeadCode } from './deadcode.js';
export { allocate, bytesPerElement, isFloat } from './dtype.js';
export type { DType, TypedArray } from './dtype.js';
export { interpreter } from './engine.js';
export type { Engine } from './engine.js';
export { describe, DTypeError, ProgramError, ShapeError, TraceError, ValueError } from './error.js';
export { applyProgram } from './evaluate.js';
export { exp32 } from './float32/exp.js';
export { log32 } from './float32/log.js';
export { sigmoid32 } from './float32/sigmoid.js';
export { tanh32 } from './float32/tanh.js';
export { fromData, full, ones, tensor, zeros } from './operations/create.js';
export {
  add,
  broadcastTo,
  cast,
  div,
  equal,
  exp,
  greater,
  greaterEqual,
  log,
  maximum,
  mul,
  neg,
  relu,
  sigmoid,
  sqrt,
  square,
  stopGradient,
  sub,
  tanh,
  where,
} from './operations/elementwise.js';
export { gather, matmul, scatterAdd } from './operations/linear.js';
export { concat, expandDims, flip, pad, reshape, slice, split, stack, transpose } from './operations/movement.js';
export { iota, logSoftmax, logSumExp, max, mean, oneHot, softmax, sum } from './operations/reduce.js';
export { scan } from './operations/scan.js';
export type { ScanOptions, ScanResult } from './operations/scan.js';
export { parseProgram } from './parse.js';
export type { ParamSchema, Primitive, Traits } from './primitive.js';
export { isPrimitiveName, primitiveNamed, primitives } from './primitives/index.js';
export type { PrimitiveName, PrimitiveParams } from './primitives/index.js';
export { printProgram } from './print.js';
export type { Atom, Equation, Literal, Program, Variable } from './program.js';
export { categorical, normal, permutation, uniform } from './random/distributions.js';
export { foldIn, randomBits, randomKey, splitKey } from './random/key.js';
export type { RandomKey } from './random/key.js';
export { broadcastShapes, formatShape, formatType, sameShape, sizeOf } from './shape.js';
export type { Shape, ValueType } from './shape.js';
export { Tensor } from './tensor.js';
export type { NestedArray } from './tensor.js';
export { trace } from './trace.js';
export type { Traced } from './trace.js';
export { flattenTree, mapTree, rebuildTree } from './tree.js';
export type { Tree } from './tree.js';
