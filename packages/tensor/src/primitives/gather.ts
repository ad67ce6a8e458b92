import { describe, DTypeError, ShapeError, ValueError } from '../error.js';
import { definePrimitive } from '../primitive.js';
import { formatType } from '../shape.js';

/**
 * Rows of a table by number: table [rows, …rest], indices int32 [any], result [any, …rest].
 * The kernel refuses an index outside 0 … rows − 1.
 */
export const gather = definePrimitive({
  name: 'gather',
  operands: ['table', 'indices'],
  params: {},
  traits: { family: 'indexed', cheap: false, commutative: false },
  types: ([table, indices]) => {
    if (table.shape.length === 0) {
      throw new ShapeError(
        describe('gather', 'table has no rows', `table is ${formatType(table)}`, 'a table has at least one axis'),
      );
    }
    if (indices.dtype !== 'int32') {
      throw new DTypeError(
        describe('gather', 'wrong dtype', `indices are ${formatType(indices)}`, 'int32 is expected', "cast(indices, 'int32') converts"),
      );
    }
    return [{ shape: [...indices.shape, ...table.shape.slice(1)], dtype: table.dtype }];
  },
  kernel: ({ inputs: [table, indices], outputs: [output] }) => {
    const rows = table.shape[0];
    const width = table.data.length / (rows || 1);
    const from = table.data;
    const to = output.data;
    for (let i = 0; i < indices.data.length; i++) {
      const row = indices.data[i];
      if (row < 0 || row >= rows) {
        throw new ValueError(
          describe('gather', 'index out of range', `index ${row} at position ${i}`, `indices must be from 0 to ${rows - 1}`),
        );
      }
      for (let j = 0, s = row * width, t = i * width; j < width; j++) to[t + j] = from[s + j];
    }
  },
});
