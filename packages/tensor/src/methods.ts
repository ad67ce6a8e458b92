import * as activations from './operations/activations.js';
import * as elementwise from './operations/elementwise.js';
import * as linear from './operations/linear.js';
import * as movement from './operations/movement.js';
import * as power from './operations/power.js';
import * as reduce from './operations/reduce.js';
import * as softmax from './operations/softmax.js';
import type { TensorMethods } from './tensor.js';
import { Tensor } from './tensor.js';

/** The function behind each method. A method without one does not build. */
const functions: { readonly [Name in keyof TensorMethods]: (x: Tensor, ...rest: Parameters<TensorMethods[Name]>) => ReturnType<TensorMethods[Name]> } = {
  add: elementwise.add,
  sub: elementwise.sub,
  mul: elementwise.mul,
  div: elementwise.div,
  pow: power.pow,
  maximum: elementwise.maximum,
  minimum: elementwise.minimum,
  equal: elementwise.equal,
  notEqual: elementwise.notEqual,
  greater: elementwise.greater,
  greaterEqual: elementwise.greaterEqual,
  less: elementwise.less,
  lessEqual: elementwise.lessEqual,
  and: elementwise.and,
  or: elementwise.or,
  xor: elementwise.xor,
  not: elementwise.not,
  neg: elementwise.neg,
  abs: elementwise.abs,
  exp: elementwise.exp,
  log: elementwise.log,
  sqrt: elementwise.sqrt,
  square: elementwise.square,
  tanh: elementwise.tanh,
  sigmoid: elementwise.sigmoid,
  erf: elementwise.erf,
  relu: activations.relu,
  gelu: activations.gelu,
  silu: activations.silu,
  softplus: activations.softplus,
  clip: elementwise.clip,
  cast: elementwise.cast,
  stopGradient: elementwise.stopGradient,
  matmul: linear.matmul,
  gather: linear.gather,
  sum: reduce.sum,
  mean: reduce.mean,
  variance: reduce.variance,
  max: reduce.max,
  min: reduce.min,
  argmax: reduce.argmax,
  cumulativeSum: reduce.cumulativeSum,
  softmax: softmax.softmax,
  logSoftmax: softmax.logSoftmax,
  logSumExp: softmax.logSumExp,
  reshape: movement.reshape,
  transpose: movement.transpose,
  broadcastTo: elementwise.broadcastTo,
  slice: movement.slice,
  pad: movement.pad,
  expandDims: movement.expandDims,
  split: movement.split,
  flip: movement.flip,
};

for (const [name, f] of Object.entries(functions) as [string, (x: Tensor, ...rest: never[]) => unknown][]) {
  Object.defineProperty(Tensor.prototype, name, {
    configurable: true,
    writable: true,
    value(this: Tensor, ...rest: never[]): unknown {
      return f(this, ...rest);
    },
  });
}

// Exported from here, so that no bundler takes a Tensor without its methods.
export { Tensor };
