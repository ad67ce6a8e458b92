import { describe, DTypeError, ShapeError, ValueError } from '../error.js';
import { definePrimitive } from '../primitive.js';
import { checkShape, formatType } from '../shape.js';
import { requireDType } from './rules.js';

/**
 * A table of zeros [rows, …rest] to which row i of `values` [any, …rest] is added at row `indices[i]` (int32 [any]).
 * Rows are added in rising order of i, each sum rounded. The transpose of {@link gather}.
 */
export const scatterAdd = definePrimitive({
  name: 'scatterAdd',
  operands: ['indices', 'values'],
  params: { rows: 'number' },
  traits: { family: 'indexed', cheap: false, commutative: false },
  types: ([indices, values], { rows }) => {
    if (indices.dtype !== 'int32') {
      throw new DTypeError(
        describe('scatterAdd', 'wrong dtype', `indices are ${formatType(indices)}`, 'int32 is expected', "cast(indices, 'int32') converts"),
      );
    }
    requireDType('scatterAdd', 'values', values, 'numeric');
    if (!indices.shape.every((size, axis) => size === values.shape[axis])) {
      throw new ShapeError(
        describe(
          'scatterAdd',
          'shapes do not fit',
          `indices are ${formatType(indices)}, values are ${formatType(values)}`,
          "values' leading axes must be the indices' axes",
        ),
      );
    }
    checkShape('scatterAdd', [rows]);
    return [{ shape: [rows, ...values.shape.slice(indices.shape.length)], dtype: values.dtype }];
  },
  kernel: ({ inputs: [indices, values], outputs: [output], params: { rows } }) => {
    const width = output.data.length / (rows || 1);
    const from = values.data;
    const to = output.data;
    to.fill(0);
    for (let i = 0; i < indices.data.length; i++) {
      const row = indices.data[i];
      if (row < 0 || row >= rows) {
        throw new ValueError(
          describe('scatterAdd', 'index out of range', `index ${row} at position ${i}`, `indices must be from 0 to ${rows - 1}`),
        );
      }
      for (let j = 0, t = row * width, s = i * width; j < width; j++) to[t + j] += from[s + j];
    }
  },
});
