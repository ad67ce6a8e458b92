import { apply } from '../apply.js';
import type { PrimitiveName } from '../primitives/index.js';
import type { Shape } from '../shape.js';
import { normalizeAxis } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { div, equal, notEqual, or, square, sub, where } from './elementwise.js';
import { iota } from './indices.js';
import { reshape } from './movement.js';

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

function reduce(name: PrimitiveName & ('sum' | 'max' | 'min'), x: Tensor, axes: Axes | undefined, options: ReduceOptions): Tensor {
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

/** The smallest element over `axes`, or over all; NaN if any is NaN. @throws ShapeError, DTypeError */
export function min(x: Tensor, axes?: Axes, options: ReduceOptions = {}): Tensor {
  return reduce('min', x, axes, options);
}

/** Arithmetic mean over `axes`, or over all. @throws ShapeError, DTypeError */
export function mean(x: Tensor, axes?: Axes, options: ReduceOptions = {}): Tensor {
  const count = axesOf('mean', axes, x.shape).reduce((product, axis) => product * x.shape[axis], 1);
  return div(sum(x, axes, options), count);
}

/**
 * Mean squared distance from the mean over `axes`, or over all: Σ(x − mean)² / (n − correction). As in PyTorch the correction is 1
 * unless said otherwise (Bessel); 0 divides by n.
 * @throws ShapeError, DTypeError
 */
export function variance(x: Tensor, axes?: Axes, { correction = 1, ...options }: ReduceOptions & { correction?: number } = {}): Tensor {
  const list = axesOf('variance', axes, x.shape);
  const count = list.reduce((product, axis) => product * x.shape[axis], 1);
  return div(sum(square(sub(x, mean(x, list, { keepDims: true }))), list, options), Math.max(count - correction, 0));
}

/**
 * Sums of the elements so far along `axis`; from the end with `reverse`.
 * @throws ShapeError, DTypeError
 */
export function cumulativeSum(x: Tensor, axis = -1, { reverse = false }: { reverse?: boolean } = {}): Tensor {
  return apply('cumulativeSum', { axis: normalizeAxis('cumulativeSum', axis, x.shape), reverse }, [x])[0];
}

/**
 * Where the greatest element along `axis` stands, int32: the first of several, or the first NaN.
 * @throws ShapeError, DTypeError
 */
export function argmax(x: Tensor, axis = -1, options: ReduceOptions = {}): Tensor {
  const along = normalizeAxis('argmax', axis, x.shape);
  const greatest = or(equal(x, max(x, along, { keepDims: true })), notEqual(x, x));
  const places = iota([x.shape[along]], { like: x });
  const column = reshape(places, x.shape.map((size, other) => (other === along ? size : 1)));
  return min(where(greatest, column, x.shape[along]), along, options);
}
