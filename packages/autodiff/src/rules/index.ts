import type { PrimitiveName, PrimitiveParams } from '@rekur/tensor';
import type { Rule } from '../rule.js';
import { notDifferentiable } from '../rule.js';
import { addRule } from './add.js';
import { broadcastRule } from './broadcast.js';
import { castRule } from './cast.js';
import { concatRule } from './concat.js';
import { divRule } from './div.js';
import { expRule } from './exp.js';
import { gatherRule } from './gather.js';
import { logRule } from './log.js';
import { matmulRule } from './matmul.js';
import { maxRule } from './max.js';
import { maximumRule } from './maximum.js';
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
  add: addRule,
  broadcast: broadcastRule,
  cast: castRule,
  concat: concatRule,
  div: divRule,
  equal: notDifferentiable('bool result'),
  exp: expRule,
  gather: gatherRule,
  greater: notDifferentiable('bool result'),
  greaterEqual: notDifferentiable('bool result'),
  iota: notDifferentiable('integer result'),
  log: logRule,
  matmul: matmulRule,
  max: maxRule,
  maximum: maximumRule,
  mul: mulRule,
  neg: negRule,
  pad: padRule,
  reshape: reshapeRule,
  reverse: reverseRule,
  scan: scanRule,
  scatterAdd: scatterAddRule,
  select: selectRule,
  sigmoid: sigmoidRule,
  slice: sliceRule,
  sqrt: sqrtRule,
  stopGradient: notDifferentiable('a constant to differentiation, by definition'),
  sub: subRule,
  sum: sumRule,
  tanh: tanhRule,
  transpose: transposeRule,
} satisfies { [Name in PrimitiveName]: Rule<PrimitiveParams<Name>> };
