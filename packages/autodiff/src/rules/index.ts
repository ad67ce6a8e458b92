import type { PrimitiveName, PrimitiveParams } from '@rekur/tensor';
import type { Rule } from '../rule.js';
import { notDifferentiable } from '../rule.js';
import { absRule } from './abs.js';
import { addRule } from './add.js';
import { broadcastRule } from './broadcast.js';
import { callRule } from './call.js';
import { castRule } from './cast.js';
import { concatRule } from './concat.js';
import { cumulativeSumRule } from './cumulativeSum.js';
import { divRule } from './div.js';
import { erfRule } from './erf.js';
import { expRule } from './exp.js';
import { gatherRule } from './gather.js';
import { logRule } from './log.js';
import { matmulRule } from './matmul.js';
import { maxRule } from './max.js';
import { maximumRule } from './maximum.js';
import { minRule } from './min.js';
import { minimumRule } from './minimum.js';
import { mulRule } from './mul.js';
import { negRule } from './neg.js';
import { padRule } from './pad.js';
import { reshapeRule } from './reshape.js';
import { reverseRule } from './reverse.js';
import { scanRule } from './scan.js';
import { scatterAddRule } from './scatterAdd.js';
import { selectRule } from './select.js';
import { sigmoidRule } from './sigmoid.js';
import { sliceRule } from './slice.js';
import { sqrtRule } from './sqrt.js';
import { subRule } from './sub.js';
import { sumRule } from './sum.js';
import { tanhRule } from './tanh.js';
import { transposeRule } from './transpose.js';

/** How each primitive is differentiated in reverse; a gap does not build. */
export const rules = {
  abs: absRule,
  add: addRule,
  and: notDifferentiable('bool or integer result'),
  broadcast: broadcastRule,
  call: callRule,
  cast: castRule,
  concat: concatRule,
  cumulativeSum: cumulativeSumRule,
  div: divRule,
  equal: notDifferentiable('bool result'),
  erf: erfRule,
  exp: expRule,
  gather: gatherRule,
  greater: notDifferentiable('bool result'),
  greaterEqual: notDifferentiable('bool result'),
  iota: notDifferentiable('integer result'),
  log: logRule,
  matmul: matmulRule,
  max: maxRule,
  maximum: maximumRule,
  min: minRule,
  minimum: minimumRule,
  mul: mulRule,
  neg: negRule,
  not: notDifferentiable('bool or integer result'),
  or: notDifferentiable('bool or integer result'),
  pad: padRule,
  reshape: reshapeRule,
  reverse: reverseRule,
  scan: scanRule,
  scatterAdd: scatterAddRule,
  select: selectRule,
  shiftLeft: notDifferentiable('integer result'),
  shiftRight: notDifferentiable('integer result'),
  sigmoid: sigmoidRule,
  slice: sliceRule,
  sqrt: sqrtRule,
  stopGradient: notDifferentiable('a constant to differentiation, by definition'),
  sub: subRule,
  sum: sumRule,
  tanh: tanhRule,
  transpose: transposeRule,
  xor: notDifferentiable('bool or integer result'),
} satisfies { [Name in PrimitiveName]: Rule<PrimitiveParams<Name>> };
