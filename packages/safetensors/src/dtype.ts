import { failure, formatShape } from './error.js';

/**
 * Bits of one element of each element type. The order is the one in which the reference writer lays tensors out
 * (its `Dtype` enum, backwards), so that whatever needs alignment comes first.
 */
const bits = {
  U64: 64,
  I64: 64,
  F64: 64,
  C64: 64,
  F32: 32,
  U32: 32,
  I32: 32,
  BF16: 16,
  F16: 16,
  U16: 16,
  I16: 16,
  F8_E5M2FNUZ: 8,
  F8_E4M3FNUZ: 8,
  F8_E8M0: 8,
  F8_E4M3: 8,
  F8_E5M2: 8,
  I8: 8,
  U8: 8,
  F6_E3M2: 6,
  F6_E2M3: 6,
  F4: 4,
  BOOL: 8,
} as const;

/** The element types of the format; names are case-sensitive. C64 is two F32: real part, imaginary part. */
export type DType = keyof typeof bits;

/** Every {@link DType}, in the order in which a writer lays tensors out. */
export const dtypes: readonly DType[] = Object.keys(bits) as DType[];

/** Bits of one element. */
export const bitsPerElement: Readonly<Record<DType, number>> = bits;

export function isDType(name: unknown): name is DType {
  return typeof name === 'string' && Object.hasOwn(bits, name);
}

/** What the format computes with: unsigned 64-bit integers. */
export const limit64 = 2n ** 64n;

/** A tensor as far as its size is concerned. */
export interface Extent {
  readonly dtype: DType;
  /** Whole numbers below 2^64; a number where it is exact. */
  readonly shape: readonly (number | bigint)[];
}

/**
 * Bytes that a tensor takes. The product is formed from the left, as the reference reader forms it: `[0, 2^64 - 1, 2]`
 * is empty, `[2^64 - 1, 2, 0]` overflows.
 *
 * @param tensor what a message calls it, such as `tensor "w"`
 * @throws SafetensorsError `ValidationOverflow` where elements or bits reach 2^64; `MisalignedSlice` where F4 or F6
 * elements do not fill whole bytes
 */
export function byteLengthOf(operation: string, tensor: string, { dtype, shape }: Extent): bigint {
  let elements = 1n;
  for (const size of shape) {
    elements *= BigInt(size);
    if (elements >= limit64) break;
  }
  const total = elements * BigInt(bitsPerElement[dtype]);
  if (total >= limit64) {
    throw failure('ValidationOverflow', {
      operation,
      wrong: 'overflow computing buffer size from shape and element type',
      given: `${tensor} is ${dtype} ${formatShape(shape)}`,
      expected: 'expected its elements, multiplied from the left, and its bits to stay below 2^64',
      mend: 'correct the shape',
    });
  }
  if (total % 8n !== 0n) {
    throw failure('MisalignedSlice', {
      operation,
      wrong: 'tensor does not end at a byte boundary',
      given: `${tensor} is ${dtype} ${formatShape(shape)}, ${total} bits`,
      expected: 'expected a multiple of 8 bits',
      mend: 'pad it until its elements fill whole bytes',
    });
  }
  return total / 8n;
}
