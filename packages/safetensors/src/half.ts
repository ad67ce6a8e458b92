import { failure } from './error.js';

/**
 * IEEE 754 half precision (1 sign, 5 exponent, 10 fraction bits; little-endian) as float32. Exact: every half is a
 * float32, NaN bits included.
 * @throws SafetensorsError `InvalidArgument` if the number of bytes is odd
 */
export function float16ToFloat32(bytes: Uint8Array): Float32Array {
  return widen('float16ToFloat32', bytes, (half) => {
    const sign = (half & 0x8000) << 16;
    const exponent = (half >>> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0x1f) return sign | 0x7f800000 | (fraction << 13);
    if (exponent !== 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
    if (fraction === 0) return sign;
    // Subnormal: fraction · 2^-24, which float32 writes with a leading 1.
    const shift = Math.clz32(fraction) - 21;
    return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13);
  });
}

/**
 * bfloat16, the upper half of a float32 (little-endian), as float32. Exact.
 * @throws SafetensorsError `InvalidArgument` if the number of bytes is odd
 */
export function bfloat16ToFloat32(bytes: Uint8Array): Float32Array {
  return widen('bfloat16ToFloat32', bytes, (half) => half << 16);
}

function widen(operation: string, bytes: Uint8Array, bitsOf: (half: number) => number): Float32Array {
  if (bytes.byteLength % 2 !== 0) {
    throw failure('InvalidArgument', {
      operation,
      wrong: 'not a whole number of elements',
      given: `${bytes.byteLength} bytes`,
      expected: 'expected 2 bytes for each element',
      mend: 'pass the bytes of a whole tensor',
    });
  }
  const halves = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Bits are stored as integers: a NaN that passes through a number may lose its payload.
  const bits = new Int32Array(bytes.byteLength / 2);
  for (let index = 0; index < bits.length; index++) bits[index] = bitsOf(halves.getUint16(2 * index, true));
  return new Float32Array(bits.buffer);
}
