import type { DType, TypedArray } from '../dtype.js';
import { tensor } from '../operations/create.js';
import { randomBits, randomKey } from '../random/key.js';
import type { Shape } from '../shape.js';
import { sizeOf } from '../shape.js';
import type { Tensor } from '../tensor.js';

/** Type and elements, for `toEqual`, which tells −0 from 0 and takes one NaN for another. */
export function whole({ shape, dtype, data }: Tensor): { shape: Shape; dtype: DType; data: TypedArray } {
  return { shape, dtype, data };
}

/** float32 elements as hexadecimal words. */
export function hex(values: ArrayLike<number>): string {
  const words = new Uint32Array(Float32Array.from(values).buffer);
  return Array.from(words, (word) => word.toString(16).padStart(8, '0')).join(' ');
}

/** Ordinary numbers with full mantissas, of very different sizes, so that every rounding and every order shows. */
export function unevenTensor(seed: number, shape: Shape, dtype: DType = 'float32'): Tensor {
  const values = Array.from(randomBits(randomKey(seed), sizeOf(shape)), (word) => {
    const fraction = (word >>> 8) / 16777216 - 0.5;
    return fraction * 2 ** ((word & 15) - 8);
  });
  return tensor(values, { shape, dtype });
}
