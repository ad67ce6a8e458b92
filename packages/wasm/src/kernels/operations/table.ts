import type { DType, PrimitiveName } from '@rekur/tensor';
import type { V128 } from '../../assemble/expression.js';
import { f32x4, i32x4, v128 } from '../../assemble/expression.js';
import { cast } from './cast.js';
import { erf } from './erf.js';
import { exp } from './exp.js';
import { log } from './log.js';
import type { Operation } from './operation.js';
import { operation } from './operation.js';
import { sigmoid } from './sigmoid.js';
import { tanh } from './tanh.js';

/** Primitives that are not elementwise: written as what is left out, so that a new one does not build until it has a place. */
type OtherName =
  | 'broadcast'
  | 'call'
  | 'concat'
  | 'cumulativeSum'
  | 'gather'
  | 'iota'
  | 'matmul'
  | 'max'
  | 'min'
  | 'pad'
  | 'reshape'
  | 'reverse'
  | 'scan'
  | 'scatterAdd'
  | 'slice'
  | 'sum'
  | 'transpose';

export type ElementwiseName = Exclude<PrimitiveName, OtherName>;

/** The same instruction for every vector of every operand; `byDType` chooses it by the first operand's dtype. */
function simple(byDType: (dtype: DType) => (...values: V128[]) => V128): Operation {
  return operation(({ step, operands, dtypes }) => step(byDType(dtypes[0]), ...operands));
}

/** One instruction for floats, one for integers of 32 bits. */
function numeric(float: (...values: V128[]) => V128, integer: (...values: V128[]) => V128, unsigned = integer): Operation {
  return simple((dtype) => (dtype === 'float32' ? float : dtype === 'uint32' ? unsigned : integer));
}

function shift(byDType: (dtype: DType) => (a: V128, distance: number) => V128): Operation {
  return operation(({ step, operands, dtypes, params }) => step((a) => byDType(dtypes[0])(a, params.distance as number), operands[0]));
}

const same = (a: V128): V128 => a;

/** Code for each elementwise primitive, for every dtype that it takes, the same bits as its kernel in @rekur/tensor. */
export const operations: Readonly<Record<ElementwiseName, Operation>> = {
  abs: numeric(f32x4.abs, i32x4.abs, same),
  add: numeric(f32x4.add, i32x4.add),
  and: simple(() => v128.and),
  cast,
  div: simple(() => f32x4.div),
  equal: numeric(f32x4.eq, i32x4.eq),
  erf,
  exp,
  greater: numeric(f32x4.gt, i32x4.gtS, i32x4.gtU),
  greaterEqual: numeric(f32x4.ge, i32x4.geS, i32x4.geU),
  log,
  maximum: numeric(f32x4.max, i32x4.maxS, i32x4.maxU),
  minimum: numeric(f32x4.min, i32x4.minS, i32x4.minU),
  mul: numeric(f32x4.mul, i32x4.mul),
  neg: numeric(f32x4.neg, i32x4.neg),
  not: simple(() => v128.not),
  or: simple(() => v128.or),
  select: simple(() => v128.select),
  shiftLeft: shift(() => i32x4.shl),
  shiftRight: shift((dtype) => (dtype === 'int32' ? i32x4.shrS : i32x4.shrU)),
  sigmoid,
  sqrt: simple(() => f32x4.sqrt),
  stopGradient: ({ operands }) => operands[0],
  sub: numeric(f32x4.sub, i32x4.sub),
  tanh,
  xor: simple(() => v128.xor),
};
