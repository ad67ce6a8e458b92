import type { Matrix } from './matrix.js';
import { sizesOf, transposed } from './matrix.js';
import { dot, orthogonalize } from './orthogonalize.js';

/**
 * The singular values of a matrix `[rows, columns]`, largest first: as many as the smaller of both sizes. The first is the
 * spectral norm: how much the matrix stretches a vector at most.
 * @throws Error for an empty or ragged matrix, or a number that is not finite
 */
export function singularValues(matrix: Matrix): number[] {
  const [rows, columns] = sizesOf('singularValues', matrix);
  // The values are the same either way; the shorter side leaves fewer pairs to turn.
  const vectors = columns <= rows ? transposed(matrix) : Array.from(matrix, (row) => Float64Array.from(row));
  // Squares of very large or small numbers would leave the range of doubles.
  const scale = vectors.reduce((most, vector) => vector.reduce((max, value) => Math.max(max, Math.abs(value)), most), 0) || 1;
  for (const vector of vectors) vector.forEach((value, index) => (vector[index] = value / scale));
  orthogonalize(vectors);
  return vectors.map((vector) => scale * Math.sqrt(dot(vector, vector))).sort((a, b) => b - a);
}
