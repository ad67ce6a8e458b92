import type { Matrix } from './matrix.js';

/** Rows or columns, both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * A matrix with the same eigenvalues whose elements below the first subdiagonal are zero: a copy, by Householder reflections
 * from both sides (Householder 1958).
 */
export function hessenberg(matrix: Matrix): Float64Array[] {
  const h = matrix.map((row) => Float64Array.from(row));
  const last = h.length - 1;
  for (let column = 0; column < last - 1; column++) {
    const below = h.slice(column + 1).map((row) => row[column]);
    reflect(h, below, column + 1, { from: column, to: last }, { from: 0, to: last });
    for (let row = column + 2; row <= last; row++) h[row][column] = 0;
  }
  return h;
}

/**
 * Reflects a matrix, in place and from both sides, by the mirror that turns `vector` onto its first element: rows `first` and
 * those below it, within `columns`; then as many columns from `first` on, within `rows`.
 */
export function reflect(h: readonly Float64Array[], vector: readonly number[], first: number, columns: Span, rows: Span): void {
  const most = vector.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  if (most === 0) return;
  const normal = vector.map((value) => value / most);
  const length = Math.sqrt(normal.reduce((sum, value) => sum + value * value, 0));
  // Away from zero, so that nothing cancels.
  normal[0] += normal[0] < 0 ? -length : length;
  const scale = 2 / normal.reduce((sum, value) => sum + value * value, 0);
  for (let column = columns.from; column <= columns.to; column++) {
    let product = 0;
    normal.forEach((value, index) => (product += value * h[first + index][column]));
    normal.forEach((value, index) => (h[first + index][column] -= scale * product * value));
  }
  for (let row = rows.from; row <= rows.to; row++) {
    let product = 0;
    normal.forEach((value, index) => (product += value * h[row][first + index]));
    normal.forEach((value, index) => (h[row][first + index] -= scale * product * value));
  }
}
