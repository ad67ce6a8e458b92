import type { RandomKey, Shape, Tensor } from '@rekur/tensor';
import { concat, describe, foldIn, formatShape, fromData, full, normal, orthogonal, ShapeError, sizeOf, uniform } from '@rekur/tensor';

/** Makes a parameter's first value, float32, from a key and nothing else. */
export type Initializer = (key: RandomKey, shape: Shape) => Tensor;

/** The same number everywhere. */
export function constantInitializer(value: number): Initializer {
  return (_key, shape) => full(shape, value);
}

/** Evenly distributed in [−bound, bound); 0 for a bound of 0. */
export function uniformInitializer(bound: number): Initializer {
  if (bound === 0) return constantInitializer(0);
  return (key, shape) => uniform(key, shape, { min: -bound, max: bound });
}

/** Normal with mean 0. */
export function normalInitializer(deviation = 1): Initializer {
  return (key, shape) => normal(key, shape, { deviation });
}

/** Uniform in ±√(6 / (fanIn + fanOut)) of a matrix [out, in] (Glorot & Bengio 2010). */
export function xavierUniformInitializer(): Initializer {
  return (key, shape) => {
    const [fanOut, fanIn] = fans(shape);
    const bound = Math.sqrt(6 / (fanIn + fanOut));
    return uniform(key, shape, { min: -bound, max: bound });
  };
}

/** Uniform in ±√(3 / fanIn)·gain of a matrix [out, in] (He et al. 2015). */
export function kaimingUniformInitializer(gain = Math.SQRT2): Initializer {
  return (key, shape) => {
    const [, fanIn] = fans(shape);
    const bound = gain * Math.sqrt(3 / fanIn);
    return uniform(key, shape, { min: -bound, max: bound });
  };
}

/** `scale` on the diagonal of a matrix, 0 elsewhere. @throws ShapeError for what is no matrix. */
export function identityInitializer(scale = 1): Initializer {
  return (_key, shape) => {
    if (shape.length !== 2) {
      throw new ShapeError(describe('identityInitializer', 'no matrix', formatShape(shape), '[rows, columns] is expected'));
    }
    const [rows, columns] = shape;
    const data = new Float32Array(rows * columns);
    for (let i = 0; i < Math.min(rows, columns); i++) data[i * columns + i] = scale;
    return fromData(data, shape);
  };
}

/**
 * `gain` times a random matrix with orthonormal rows or columns, whichever are fewer (Saxe et al. 2014): what goes through it
 * keeps its length. @throws ShapeError for what is no matrix.
 */
export function orthogonalInitializer(gain = 1): Initializer {
  return (key, shape) => orthogonal(key, shape, { gain });
}

/**
 * `count` blocks of rows, each drawn by itself from a key of its own: `rowBlocksInitializer(orthogonalInitializer(), 4)` makes
 * the recurrent weights of an LSTM with one orthogonal matrix per gate.
 * @throws ShapeError if the first axis does not divide into that many.
 */
export function rowBlocksInitializer(initializer: Initializer, count: number): Initializer {
  return (key, shape) => {
    const rows = (shape[0] ?? 0) / count;
    if (!Number.isInteger(rows) || rows === 0) {
      throw new ShapeError(
        describe('rowBlocksInitializer', 'rows do not divide', formatShape(shape), `a first axis of ${count} equal blocks is expected`),
      );
    }
    return concat(Array.from({ length: count }, (_, block) => initializer(foldIn(key, block), [rows, ...shape.slice(1)])), 0);
  };
}

function fans(shape: Shape): [fanOut: number, fanIn: number] {
  return [shape[0] ?? 1, sizeOf(shape.slice(1))];
}
