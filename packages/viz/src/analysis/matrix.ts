import { refusal } from '../refusal.js';

/** Numbers in rows of one length, `[rows, columns]`: arrays or typed arrays. */
export type Matrix = readonly ArrayLike<number>[];

/**
 * The number of rows and of columns.
 * @throws Error for a matrix that is empty or ragged, or holds a number that is not finite
 */
export function sizesOf(where: string, matrix: Matrix): [rows: number, columns: number] {
  const rows = matrix.length;
  const columns = rows === 0 ? 0 : matrix[0].length;
  if (columns === 0) throw refusal(where, 'empty matrix', `[${rows}, ${columns}]`, 'at least one row and one column are expected');
  for (let row = 0; row < rows; row++) {
    if (matrix[row].length !== columns) {
      throw refusal(where, 'ragged matrix', `row ${row} has ${matrix[row].length} numbers, row 0 has ${columns}`, 'rows of one length are expected');
    }
    for (let column = 0; column < columns; column++) {
      if (Number.isFinite(matrix[row][column])) continue;
      throw refusal(where, 'not a finite number', `${matrix[row][column]} in row ${row}, column ${column}`, 'finite numbers are expected');
    }
  }
  return [rows, columns];
}

/** Columns as rows of their own, copied: `[rows, columns]` to `[columns, rows]`. */
export function transposed(matrix: Matrix): Float64Array[] {
  return Array.from(matrix[0], (_, column) => Float64Array.from(matrix, (row) => row[column]));
}
