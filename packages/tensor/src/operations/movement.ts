import { apply } from '../apply.js';
import { describe, ShapeError, ValueError } from '../error.js';
import type { Shape } from '../shape.js';
import { checkShape, formatShape, normalizeAxis, sameShape, sizeOf } from '../shape.js';
import type { Tensor } from '../tensor.js';

/**
 * The same elements under another shape; one size may be −1 and is worked out.
 * @throws ShapeError if the element counts differ.
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (!Array.isArray(shape)) checkShape('reshape', shape);
  if (shape.indexOf(-1) !== shape.lastIndexOf(-1)) {
    throw new ShapeError(describe('reshape', 'more than one size unknown', formatShape(shape), '-1 is expected once at most'));
  }
  const known = sizeOf(shape.filter((size) => size !== -1));
  const full = shape.map((size) => (size === -1 ? x.size / (known || 1) : size));
  if (!full.every(Number.isInteger)) {
    throw new ShapeError(
      describe(
        'reshape',
        'element counts differ',
        `${formatShape(x.shape)} to ${formatShape(shape)}`,
        `the size in place of -1 would have to be ${x.size} / ${known}`,
      ),
    );
  }
  return sameShape(x.shape, full) ? x : apply('reshape', { shape: full }, [x])[0];
}

/** Axes in another order; without `axes`, reversed. Negative axes count from the back. @throws ShapeError */
export function transpose(x: Tensor, axes?: readonly number[]): Tensor {
  const order = axes?.map((axis) => normalizeAxis('transpose', axis, x.shape)) ?? x.shape.map((_, axis) => x.rank - 1 - axis);
  return apply('transpose', { axes: order }, [x])[0];
}

/**
 * Elements `start` up to but not including `end` along `axis`, every one or every `step`-th; negative positions count from the end.
 * @throws ShapeError if the block does not fit; ValueError unless the step is a whole number above 0
 */
export function slice(
  x: Tensor,
  axis: number,
  start: number,
  end: number = x.shape[normalizeAxis('slice', axis, x.shape)],
  step = 1,
): Tensor {
  const along = normalizeAxis('slice', axis, x.shape);
  const size = x.shape[along];
  const position = (value: number): number => (value < 0 ? value + size : value);
  const starts = x.shape.map((_, other) => (other === along ? position(start) : 0));
  const ends = x.shape.map((whole, other) => (other === along ? position(end) : whole));
  const block = apply('slice', { starts, ends }, [x])[0];
  return step === 1 ? block : everyNth(block, along, step);
}

/** The first of every `step` elements: filled up to whole groups, then cut out of them. */
function everyNth(x: Tensor, axis: number, step: number): Tensor {
  if (!Number.isInteger(step) || step < 1) {
    throw new ValueError(describe('slice', 'not a step', String(step), 'a whole number above 0 is expected', 'flip turns the order round'));
  }
  const [before, after] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const groups = Math.ceil(x.shape[axis] / step);
  const filled = pad(x, x.shape.map(() => 0), x.shape.map((size, other) => (other === axis ? groups * step - size : 0)));
  return reshape(slice(reshape(filled, [...before, groups, step, ...after]), axis + 1, 0, 1), [...before, groups, ...after]);
}

/** Zeros added before and after along each axis. @throws ShapeError */
export function pad(x: Tensor, before: readonly number[], after: readonly number[]): Tensor {
  return apply('pad', { before: [...before], after: [...after] }, [x])[0];
}

/** Tensors laid one after the other along `axis`. @throws ShapeError, DTypeError */
export function concat(parts: readonly Tensor[], axis = 0): Tensor {
  if (parts.length === 0) {
    throw new ShapeError(describe('concat', 'nothing to join', 'an empty list', 'one tensor or more is expected'));
  }
  const along = normalizeAxis('concat', axis, parts[0].shape);
  return parts.length === 1 ? parts[0] : apply('concat', { axis: along }, parts)[0];
}

/** Tensors of one shape stacked along a new axis. @throws ShapeError, DTypeError */
export function stack(parts: readonly Tensor[], axis = 0): Tensor {
  return concat(parts.map((part) => expandDims(part, axis)), axis);
}

/** A new axis of size 1 at `axis` of the result; a negative one counts from the back. @throws ShapeError */
export function expandDims(x: Tensor, axis: number): Tensor {
  const at = axis < 0 ? axis + x.rank + 1 : axis;
  if (!Number.isInteger(axis) || at < 0 || at > x.rank) {
    throw new ShapeError(
      describe(
        'expandDims',
        'no such place',
        `axis ${axis} for ${formatShape(x.shape)}`,
        `an integer from ${-x.rank - 1} to ${x.rank} is expected`,
      ),
    );
  }
  return reshape(x, [...x.shape.slice(0, at), 1, ...x.shape.slice(at)]);
}

/**
 * `x` cut into equal parts along `axis`.
 * @throws ShapeError unless the size there is a multiple of `parts`.
 */
export function split(x: Tensor, parts: number, axis: number): Tensor[] {
  const along = normalizeAxis('split', axis, x.shape);
  const width = x.shape[along] / parts;
  if (!Number.isInteger(width) || !Number.isInteger(parts) || parts < 1) {
    throw new ShapeError(
      describe(
        'split',
        'parts are not equal',
        `${parts} parts of axis ${along} of ${formatShape(x.shape)}`,
        `a whole number of parts is expected that divides ${x.shape[along]}`,
      ),
    );
  }
  return Array.from({ length: parts }, (_, part) => slice(x, along, part * width, (part + 1) * width));
}

/** The order of elements turned round along `axes`. @throws ShapeError */
export function flip(x: Tensor, axes: number | readonly number[]): Tensor {
  const list = (typeof axes === 'number' ? [axes] : axes).map((axis) => normalizeAxis('flip', axis, x.shape));
  return apply('reverse', { axes: [...list].sort((a, b) => a - b) }, [x])[0];
}
