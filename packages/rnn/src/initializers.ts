import type { RandomKey, Shape, Tensor } from '@rekur/tensor';
import { full, normal, sizeOf, uniform } from '@rekur/tensor';

/** Makes a parameter's first value, float32, from a key and nothing else. */
export type Initializer = (key: RandomKey, shape: Shape) => Tensor;

/** The same number everywhere. */
export function constantInitializer(value: number): Initializer {
  return (_key, shape) => full(shape, value);
}

/** Evenly distributed in [−bound, bound). */
export function uniformInitializer(bound: number): Initializer {
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

function fans(shape: Shape): [fanOut: number, fanIn: number] {
  return [shape[0] ?? 1, sizeOf(shape.slice(1))];
}
