import { allocate } from '../dtype.js';
import { describe, ValueError } from '../error.js';
import { normalizeAxis, stridesOf } from '../shape.js';
import { Tensor } from '../tensor.js';

/** Elements in order and where they came from, int32; both of the shape asked for. */
export interface Ordered {
  readonly values: Tensor;
  readonly indices: Tensor;
}

/**
 * The elements along `axis` in rising order (or falling, with `descending`), equal ones in the order they had, NaN last as
 * in PyTorch. On the host only: not inside traced functions.
 * @throws ShapeError, TraceError
 */
export function sort(x: Tensor, axis = -1, { descending = false }: { descending?: boolean } = {}): Ordered {
  return ordered(x, normalizeAxis('sort', axis, x.shape), x.shape[normalizeAxis('sort', axis, x.shape)], descending);
}

/**
 * The `k` greatest elements along `axis`, greatest first. On the host only: not inside traced functions.
 * @throws ShapeError, TraceError; ValueError unless k is from 1 to the size of the axis
 */
export function topK(x: Tensor, k: number, axis = -1): Ordered {
  const along = normalizeAxis('topK', axis, x.shape);
  if (!Number.isInteger(k) || k < 1 || k > x.shape[along]) {
    throw new ValueError(describe('topK', 'k out of range', String(k), `a whole number from 1 to ${x.shape[along]} is expected`));
  }
  return ordered(x, along, k, true);
}

function ordered(x: Tensor, axis: number, count: number, descending: boolean): Ordered {
  const { data, shape, dtype } = x;
  const stride = stridesOf(shape)[axis];
  const length = shape[axis];
  const outShape = shape.map((size, other) => (other === axis ? count : size));
  const rows = length === 0 ? 0 : data.length / length;
  const values = allocate(dtype, rows * count);
  const indices = new Int32Array(rows * count);
  const sign = descending ? -1 : 1;
  for (let row = 0; row < rows; row++) {
    const offset = row % stride;
    const start = (row - offset) * length + offset;
    const target = (row - offset) * count + offset;
    const at = (place: number): number => data[start + place * stride];
    const order = Int32Array.from({ length }, (_, place) => place).sort((a, b) => {
      const [p, q] = [at(a), at(b)];
      if (p < q) return -sign;
      if (p > q) return sign;
      // Equal, or NaN, which goes behind every number when rising and before it when falling.
      return sign * (Number(Number.isNaN(p)) - Number(Number.isNaN(q))) || a - b;
    });
    for (let place = 0; place < count; place++) {
      values[target + place * stride] = at(order[place]);
      indices[target + place * stride] = order[place];
    }
  }
  return { values: new Tensor({ shape: outShape, dtype }, values), indices: new Tensor({ shape: outShape, dtype: 'int32' }, indices) };
}
