import { apply } from '../apply.js';
import type { PrimitiveName } from '../primitives/index.js';
import type { Shape } from '../shape.js';
import { normalizeAxis } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { cast, div, equal, exp, log, stopGradient, sub, add } from './elementwise.js';
import { expandDims, reshape } from './movement.js';

export interface ReduceOptions {
  /** Keep each reduced axis with size 1. */
  keepDims?: boolean;
}

type Axes = number | readonly number[];

function axesOf(operation: string, axes: Axes | undefined, shape: Shape): number[] {
  if (axes === undefined) return shape.map((_, axis) => axis);
  const list = typeof axes === 'number' ? [axes] : axes;
  return list.map((axis) => normalizeAxis(operation, axis, shape)).sort((a, b) => a - b);
}

function reduce(name: PrimitiveName & ('sum' | 'max'), x: Tensor, axes: Axes | undefined, options: ReduceOptions): Tensor {
  const list = axesOf(name, axes, x.shape);
  const result = apply(name, { axes: list }, [x])[0];
  return options.keepDims ? reshape(result, x.shape.map((size, axis) => (list.includes(axis) ? 1 : size))) : result;
}

/** Sum over `axes`, or over all. The order of additions is fixed: see the primitive `sum`. @throws ShapeError, DTypeError */
export function sum(x: Tensor, axes?: Axes, options: ReduceOptions = {}): Tensor {
  return reduce('sum', x, axes, options);
}

/** The greatest element over `axes`, or over all; NaN if any is NaN. @throws ShapeError, DTypeError */
export function max(x: Tensor, axes?: Axes, options: ReduceOptions = {}): Tensor {
  return reduce('max', x, axes, options);
}

/** Arithmetic mean over `axes`, or over all. @throws ShapeError, DTypeError */
export function mean(x: Tensor, axes?: Axes, options: ReduceOptions = {}): Tensor {
  const count = axesOf('mean', axes, x.shape).reduce((product, axis) => product * x.shape[axis], 1);
  return div(sum(x, axes, options), count);
}

/** log Σ e^x over one axis, shifted by the maximum so that nothing overflows. */
export function logSumExp(x: Tensor, axis = -1, options: ReduceOptions = {}): Tensor {
  const shift = stopGradient(max(x, axis, { keepDims: true }));
  const result = add(log(sum(exp(sub(x, shift)), axis, { keepDims: true })), shift);
  return options.keepDims ? result : reshape(result, x.shape.filter((_, other) => other !== normalizeAxis('logSumExp', axis, x.shape)));
}

/** x − logSumExp(x): logarithms of {@link softmax}, stable. */
export function logSoftmax(x: Tensor, axis = -1): Tensor {
  const shifted = sub(x, stopGradient(max(x, axis, { keepDims: true })));
  return sub(shifted, log(sum(exp(shifted), axis, { keepDims: true })));
}

/** e^x / Σ e^x over one axis, shifted by the maximum so that nothing overflows. */
export function softmax(x: Tensor, axis = -1): Tensor {
  const powers = exp(sub(x, stopGradient(max(x, axis, { keepDims: true }))));
  return div(powers, sum(powers, axis, { keepDims: true }));
}

/** 1 at the index, else 0: indices int32 [any] → [any, depth]. An index outside 0 … depth − 1 gives zeros. */
export function oneHot(indices: Tensor, depth: number, dtype: 'float32' | 'float64' = 'float32'): Tensor {
  return cast(equal(expandDims(indices, -1), iota([depth])), dtype);
}

/** int32 numbers 0, 1, 2 … along the last axis of `shape`. */
export function iota(shape: Shape): Tensor {
  return apply('iota', { shape: [...shape] }, [])[0];
}
