import type { PrimitiveName, PrimitiveParams } from '@rekur/tensor';
import type { JvpRule } from '../jvpRule.js';
import { constant, diagonal, linear } from '../jvpRule.js';
import { rules } from '../rules/index.js';
import { callJvp } from './call.js';
import { extremeJvp } from './extreme.js';
import { matmulJvp } from './matmul.js';
import { scanJvp } from './scan.js';

/**
 * How each primitive is differentiated forward; a gap does not build. What moves or adds up elements is applied to tangents as
 * it is, and elementwise primitives use their reverse rule.
 */
export const jvpRules = {
  abs: diagonal(rules.abs),
  add: diagonal(rules.add),
  and: constant,
  broadcast: linear('broadcast'),
  call: callJvp,
  cast: linear('cast'),
  concat: linear('concat'),
  cumulativeSum: linear('cumulativeSum'),
  div: diagonal(rules.div),
  equal: constant,
  erf: diagonal(rules.erf),
  exp: diagonal(rules.exp),
  gather: linear('gather', [0]),
  greater: constant,
  greaterEqual: constant,
  iota: constant,
  log: diagonal(rules.log),
  matmul: matmulJvp,
  max: extremeJvp,
  maximum: diagonal(rules.maximum),
  min: extremeJvp,
  minimum: diagonal(rules.minimum),
  mul: diagonal(rules.mul),
  neg: linear('neg'),
  not: constant,
  or: constant,
  pad: linear('pad'),
  reshape: linear('reshape'),
  reverse: linear('reverse'),
  scan: scanJvp,
  scatterAdd: linear('scatterAdd', [1]),
  select: linear('select', [1, 2]),
  shiftLeft: constant,
  shiftRight: constant,
  sigmoid: diagonal(rules.sigmoid),
  slice: linear('slice'),
  sqrt: diagonal(rules.sqrt),
  stopGradient: constant,
  sub: diagonal(rules.sub),
  sum: linear('sum'),
  tanh: diagonal(rules.tanh),
  transpose: linear('transpose'),
  xor: constant,
} satisfies { [Name in PrimitiveName]: JvpRule<PrimitiveParams<Name>> };
