import type { PrimitiveName } from '@rekur/tensor';
import type { Lowering } from './context.js';
import { call, scan } from './control.js';
import { elementwise } from './elementwise.js';
import { gather, scatterAdd } from './indexed.js';
import { matmul } from './matmul.js';
import { broadcast, concat, iota, pad, reshape, reverse, slice, stopGradient, transpose } from './movement.js';
import { cumulativeSum, max, min, sum } from './reduction.js';

/** How each primitive becomes nodes. A gap does not build. */
export const lowerings = {
  abs: elementwise,
  add: elementwise,
  and: elementwise,
  broadcast,
  call,
  cast: elementwise,
  concat,
  cumulativeSum,
  div: elementwise,
  equal: elementwise,
  erf: elementwise,
  exp: elementwise,
  gather,
  greater: elementwise,
  greaterEqual: elementwise,
  iota,
  log: elementwise,
  matmul,
  max,
  maximum: elementwise,
  min,
  minimum: elementwise,
  mul: elementwise,
  neg: elementwise,
  not: elementwise,
  or: elementwise,
  pad,
  reshape,
  reverse,
  scan,
  scatterAdd,
  select: elementwise,
  shiftLeft: elementwise,
  shiftRight: elementwise,
  sigmoid: elementwise,
  slice,
  sqrt: elementwise,
  stopGradient,
  sub: elementwise,
  sum,
  tanh: elementwise,
  transpose,
  xor: elementwise,
} satisfies Record<PrimitiveName, Lowering>;
