import type { DType, TypedArray } from '../dtype.js';
import { allocate, dtypeOf, isInteger, roundTo } from '../dtype.js';
import { describe, ShapeError, ValueError } from '../error.js';
import type { Shape } from '../shape.js';
import { checkShape, formatShape, sizeOf } from '../shape.js';
import type { NestedArray } from '../tensor.js';
import { Tensor } from '../tensor.js';

/**
 * A tensor from numbers, nested arrays or a typed array.
 *
 * Numbers become float32 and booleans bool unless `dtype` says otherwise; a typed array keeps its type and is copied.
 * With `shape`, flat data is laid out in that shape, row-major.
 * @throws ShapeError for ragged rows, or if `shape` does not hold as many elements as were given; ValueError for an
 * element that is neither number nor boolean, or that an integer dtype does not hold; DTypeError for a typed array that no dtype is stored in.
 */
export function tensor(values: NestedArray | TypedArray, options: { shape?: Shape; dtype?: DType } = {}): Tensor {
  const { flat, shape: own, dtype: found } = ArrayBuffer.isView(values)
    ? { flat: values, shape: [values.length], dtype: dtypeOf(values) }
    : flatten(values);
  const dtype = options.dtype ?? found;
  const shape = options.shape ?? own;
  checkShape('tensor', shape);
  if (sizeOf(shape) !== flat.length) {
    throw new ShapeError(
      describe(
        'tensor',
        'element counts differ',
        `${flat.length} elements for shape ${formatShape(shape)}, which holds ${sizeOf(shape)}`,
        'both must be equal',
      ),
    );
  }
  const data = allocate(dtype, flat.length);
  if (dtype === 'bool') for (let i = 0; i < flat.length; i++) data[i] = flat[i] ? 1 : 0;
  else data.set(flat);
  if (isInteger(dtype)) requireWhole(flat, data, dtype);
  return new Tensor({ shape: [...shape], dtype }, data);
}

function flatten(values: NestedArray): { flat: number[]; shape: number[]; dtype: DType } {
  const shape: number[] = [];
  for (let level: NestedArray = values; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (level.length === 0) break;
  }
  const flat: number[] = [];
  let booleans = 0;
  const visit = (value: NestedArray, depth: number, path: string): void => {
    if (Array.isArray(value) ? depth >= shape.length || value.length !== shape[depth] : depth !== shape.length) {
      const given = Array.isArray(value) ? `${value.length} elements` : 'a single value';
      throw new ShapeError(
        describe(
          'tensor',
          'rows differ in length',
          `values${path} has ${given}`,
          depth < shape.length ? `${shape[depth]} elements are expected, as in the first row` : 'a single value is expected',
        ),
      );
    }
    if (Array.isArray(value)) value.forEach((item, index) => visit(item, depth + 1, `${path}[${index}]`));
    else {
      if (typeof value === 'boolean') booleans++;
      else if (typeof value !== 'number') refuseElement(value, path);
      flat.push(Number(value));
    }
  };
  visit(values, 0, '');
  return { flat, shape, dtype: flat.length > 0 && booleans === flat.length ? 'bool' : 'float32' };
}

/** 0.5 would become 0 and 2^31 negative in silence. */
function requireWhole(given: ArrayLike<number>, stored: TypedArray, dtype: DType): void {
  for (let i = 0; i < stored.length; i++) {
    if (stored[i] === given[i]) continue;
    throw new ValueError(
      describe('tensor', `not ${dtype}`, `element ${i} is ${given[i]}`, `a whole number in the range of ${dtype} is expected`, `cast(tensor(…), '${dtype}') rounds toward zero`),
    );
  }
}

function refuseElement(value: unknown, path: string): never {
  const given = ArrayBuffer.isView(value) ? 'a typed array' : value === null ? 'null' : `of type ${typeof value}`;
  throw new ValueError(
    describe('tensor', 'not a number', `values${path} is ${given}`, 'numbers, booleans and arrays of them are expected'),
  );
}

/** A tensor over the given typed array, not copied: the caller must not write into it afterwards. */
export function fromData(data: TypedArray, shape: Shape): Tensor {
  checkShape('fromData', shape);
  if (sizeOf(shape) !== data.length) return tensor(data, { shape });
  return new Tensor({ shape: [...shape], dtype: dtypeOf(data) }, data);
}

/** All elements `value`, rounded to a float dtype. @throws ValueError for a number that an integer dtype does not hold */
export function full(shape: Shape, value: number, dtype: DType = 'float32'): Tensor {
  checkShape('full', shape);
  const stored = roundTo(dtype, value);
  if (isInteger(dtype)) requireWhole([value], Float64Array.of(stored), dtype);
  return new Tensor({ shape: [...shape], dtype }, allocate(dtype, sizeOf(shape)).fill(stored));
}

/** All elements 0 (false for bool). */
export function zeros(shape: Shape, dtype: DType = 'float32'): Tensor {
  return full(shape, 0, dtype);
}

/** All elements 1 (true for bool). */
export function ones(shape: Shape, dtype: DType = 'float32'): Tensor {
  return full(shape, 1, dtype);
}
