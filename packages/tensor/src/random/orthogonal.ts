import { describe, ShapeError } from '../error.js';
import { fromData } from '../operations/create.js';
import type { Shape } from '../shape.js';
import { formatShape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { normal } from './distributions.js';
import type { RandomKey } from './key.js';

/**
 * A random matrix [rows, columns], float32, whose rows (or columns, whichever are fewer) are orthogonal and of length `gain`:
 * normal numbers made orthonormal by Gram–Schmidt, done twice in float64, so that every engine gives the same bits (Saxe,
 * McClelland & Ganguli 2014).
 * @throws ShapeError unless the shape has two axes
 */
export function orthogonal(key: RandomKey, shape: Shape, { gain = 1 }: { gain?: number } = {}): Tensor {
  if (shape.length !== 2) {
    throw new ShapeError(describe('orthogonal', 'no matrix', formatShape(shape), '[rows, columns] is expected'));
  }
  const [rows, columns] = shape;
  const [count, width] = rows <= columns ? [rows, columns] : [columns, rows];
  const { data } = normal(key, [count, width]);
  const vectors = Array.from({ length: count }, (_, index) => Float64Array.from(data.subarray(index * width, (index + 1) * width)));
  vectors.forEach((vector, index) => {
    // Once is not enough where two vectors nearly agree; twice is.
    for (let pass = 0; pass < 2; pass++) for (let other = 0; other < index; other++) subtract(vector, vectors[other]);
    const length = Math.sqrt(dot(vector, vector));
    for (let i = 0; i < width; i++) vector[i] /= length;
  });
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      values[row * columns + column] = gain * (rows <= columns ? vectors[row][column] : vectors[column][row]);
    }
  }
  return fromData(values, shape);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Takes from `vector` its part along the unit vector `unit`. */
function subtract(vector: Float64Array, unit: Float64Array): void {
  const part = dot(vector, unit);
  for (let i = 0; i < vector.length; i++) vector[i] -= part * unit[i];
}
