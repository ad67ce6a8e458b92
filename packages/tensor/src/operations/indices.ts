import { apply } from '../apply.js';
import type { Shape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { cast, equal } from './elementwise.js';
import { expandDims } from './movement.js';

/**
 * int32 numbers 0, 1, 2 … along the last axis of `shape`. With `like`, they belong to the same trace as that tensor: part of the
 * Program instead of a captured input.
 */
export function iota(shape: Shape, { like }: { like?: Tensor } = {}): Tensor {
  return apply('iota', { shape: [...shape] }, [], like ? [like] : [])[0];
}

/** 1 at the index, else 0: indices int32 [any] → [any, depth]. An index outside 0 … depth − 1 gives zeros. */
export function oneHot(indices: Tensor, depth: number, dtype: 'float32' | 'float64' = 'float32'): Tensor {
  return cast(equal(expandDims(indices, -1), iota([depth], { like: indices })), dtype);
}
