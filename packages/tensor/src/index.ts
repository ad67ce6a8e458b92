export { apply, fullLike, literal } from './apply.js';
export { checkBinding } from './binding.js';
export type { Binding } from './binding.js';
export { checkProgram } from './check.js';
export type { Phase } from './check.js';
export { eliminateDeadCode } from './deadcode.js';
export { allocate, bytesPerElement, isFloat } from './dtype.js';
export type { DType, TypedArray } from './dtype.js';
export { interpreter } from './engine.js';
export type { Engine } from './engine.js';
export { describe, DTypeError, ProgramError, ShapeError, TraceError, ValueError } from './error.js';
export { applyProgram } from './evaluate.js';
export { erf32 } from './float32/erf.js';
export { exp32 } from './float32/exp.js';
export { log32 } from './float32/log.js';
export { sigmoid32 } from './float32/sigmoid.js';
export { tanh32 } from './float32/tanh.js';
export { fromData, full, ones, tensor, zeros } from './operations/create.js';
export { gelu, logOnePlus, relu, silu, softplus } from './operations/activations.js';
export { einsum } from './operations/einsum.js';
export {
  abs,
  add,
  and,
  broadcastTo,
  cast,
  clip,
  div,
  equal,
  erf,
  exp,
  greater,
  greaterEqual,
  less,
  lessEqual,
  log,
  maximum,
  minimum,
  mul,
  neg,
  not,
  notEqual,
  or,
  shiftLeft,
  shiftRight,
  sigmoid,
  sqrt,
  square,
  stopGradient,
  sub,
  tanh,
  where,
  xor,
} from './operations/elementwise.js';
export { iota, oneHot } from './operations/indices.js';
export { gather, matmul, scatterAdd } from './operations/linear.js';
export { concat, expandDims, flip, pad, reshape, slice, split, stack, transpose } from './operations/movement.js';
export { sort, topK } from './operations/order.js';
export type { Ordered } from './operations/order.js';
export { pow } from './operations/power.js';
export { argmax, cumulativeSum, max, mean, min, sum, variance } from './operations/reduce.js';
export type { ReduceOptions } from './operations/reduce.js';
export { layerNorm, logSoftmax, logSumExp, softmax } from './operations/softmax.js';
export { scan } from './operations/scan.js';
export type { ScanOptions, ScanResult } from './operations/scan.js';
export { parseProgram } from './parse.js';
export type { ParamSchema, Primitive, Traits } from './primitive.js';
export { isPrimitiveName, primitiveNamed, primitives } from './primitives/index.js';
export type { PrimitiveName, PrimitiveParams } from './primitives/index.js';
export { printProgram } from './print.js';
export { isProgram } from './program.js';
export type { Atom, Equation, Literal, Program, Variable } from './program.js';
export { categorical, normal, permutation, uniform } from './random/distributions.js';
export { foldIn, randomBits, randomKey, splitKey } from './random/key.js';
export type { RandomKey } from './random/key.js';
export { orthogonal } from './random/orthogonal.js';
export { dropout, foldKey, keyTensor, randomWords } from './random/traced.js';
export { createSessionOn } from './session.js';
export type { PreparedProgram, Session } from './session.js';
export { broadcastShapes, formatShape, formatType, sameShape, sizeOf } from './shape.js';
export type { Shape, ValueType } from './shape.js';
export { Tensor } from './methods.js';
export type { NestedArray, TensorMethods } from './tensor.js';
export { trace } from './trace.js';
export type { Traced } from './trace.js';
export { flattenTree, mapTree, rebuildTree } from './tree.js';
export type { Tree } from './tree.js';
