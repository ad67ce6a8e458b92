import { describe, ProgramError } from '../error.js';
import type { ParamSchema, Primitive } from '../primitive.js';
import type { ValueType } from '../shape.js';
import { abs } from './abs.js';
import { add } from './add.js';
import { and } from './and.js';
import { broadcast } from './broadcast.js';
import { call } from './call.js';
import { cast } from './cast.js';
import { concat } from './concat.js';
import { cumulativeSum } from './cumulativeSum.js';
import { div } from './div.js';
import { equal } from './equal.js';
import { erf } from './erf.js';
import { exp } from './exp.js';
import { gather } from './gather.js';
import { greater } from './greater.js';
import { greaterEqual } from './greaterEqual.js';
import { iota } from './iota.js';
import { log } from './log.js';
import { matmul } from './matmul.js';
import { max } from './max.js';
import { maximum } from './maximum.js';
import { min } from './min.js';
import { minimum } from './minimum.js';
import { mul } from './mul.js';
import { neg } from './neg.js';
import { not } from './not.js';
import { or } from './or.js';
import { pad } from './pad.js';
import { reshape } from './reshape.js';
import { reverse } from './reverse.js';
import { scan } from './scan.js';
import { scatterAdd } from './scatterAdd.js';
import { select } from './select.js';
import { shiftLeft } from './shiftLeft.js';
import { shiftRight } from './shiftRight.js';
import { sigmoid } from './sigmoid.js';
import { slice } from './slice.js';
import { sqrt } from './sqrt.js';
import { stopGradient } from './stopGradient.js';
import { sub } from './sub.js';
import { sum } from './sum.js';
import { tanh } from './tanh.js';
import { transpose } from './transpose.js';
import { xor } from './xor.js';

/** Every primitive there is. Tables elsewhere are `Record<PrimitiveName, …>`, so that a gap does not build. */
export const primitives = {
  abs,
  add,
  and,
  broadcast,
  call,
  cast,
  concat,
  cumulativeSum,
  div,
  equal,
  erf,
  exp,
  gather,
  greater,
  greaterEqual,
  iota,
  log,
  matmul,
  max,
  maximum,
  min,
  minimum,
  mul,
  neg,
  not,
  or,
  pad,
  reshape,
  reverse,
  scan,
  scatterAdd,
  select,
  shiftLeft,
  shiftRight,
  sigmoid,
  slice,
  sqrt,
  stopGradient,
  sub,
  sum,
  tanh,
  transpose,
  xor,
} as const;

export type PrimitiveName = keyof typeof primitives;

/** The parameters of one primitive. */
export type PrimitiveParams<Name extends PrimitiveName> = Parameters<(typeof primitives)[Name]['types']>[1];

/** A primitive whose parameters are not known statically, as when walking a Program. */
export type AnyPrimitive = Primitive<PrimitiveName, ParamSchema>;

export function isPrimitiveName(name: string): name is PrimitiveName {
  return Object.hasOwn(primitives, name);
}

/** @throws ProgramError for a name that is no primitive. */
export function primitiveNamed(name: string): AnyPrimitive {
  if (isPrimitiveName(name)) return primitives[name] as unknown as AnyPrimitive;
  throw new ProgramError(
    describe('program', 'unknown primitive', `'${name}'`, `one of ${Object.keys(primitives).join(', ')} is expected`),
  );
}

/**
 * The types of an application's results, by the primitive's own rule.
 * @throws ProgramError for another number of operands than the primitive has; ShapeError or DTypeError where they do not fit.
 */
export function resultTypes(name: string, inputs: readonly ValueType[], params: object): readonly ValueType[] {
  const { operands, types } = primitiveNamed(name);
  const least = operands.filter((operand) => !operand.startsWith('…')).length;
  if (inputs.length < least || (inputs.length > least && operands.length === least)) {
    throw new ProgramError(
      describe(name, 'wrong number of operands', String(inputs.length), `(${operands.join(', ')}) is expected`),
    );
  }
  return types(inputs, params as never);
}
