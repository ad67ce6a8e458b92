import fc from 'fast-check';
import type { Matrix } from '../matrix.js';

/** Of the sizes that weights have: zero, and a thousandth to ten. */
const element = fc.integer({ min: -10_000, max: 10_000 }).map((thousandths) => thousandths / 1000);

/** Matrices `[rows, columns]` of up to `most` each. */
export function anyMatrix(most = 8): fc.Arbitrary<number[][]> {
  const side = fc.integer({ min: 1, max: most });
  return fc.tuple(side, side).chain(([rows, columns]) => matrixOf(rows, columns));
}

export function squareMatrix(most = 8): fc.Arbitrary<number[][]> {
  return fc.integer({ min: 1, max: most }).chain((size) => matrixOf(size, size));
}

export function matrixOf(rows: number, columns: number): fc.Arbitrary<number[][]> {
  const row = fc.array(element, { minLength: columns, maxLength: columns });
  return fc.array(row, { minLength: rows, maxLength: rows });
}

export function product(a: Matrix, b: Matrix): number[][] {
  return a.map((row) => Array.from(b[0], (_, column) => b.reduce((sum, other, index) => sum + row[index] * other[column], 0)));
}

export function transpose(matrix: Matrix): number[][] {
  return Array.from(matrix[0], (_, column) => matrix.map((row) => row[column]));
}

/** An orthogonal matrix: the reflection that turns a vector around. */
export function reflection(vector: readonly number[]): number[][] {
  const square = vector.reduce((sum, value) => sum + value * value, 0);
  return vector.map((a, row) => vector.map((b, column) => (row === column ? 1 : 0) - (2 * a * b) / square));
}
