import { describe, DTypeError, ValueError } from './error.js';

/** Element types. float64 exists in the interpreter only, for gradient checks and golden tests. */
export type DType = 'float32' | 'float64' | 'int32' | 'uint32' | 'bool';

/** What holds the elements of each {@link DType}; bool is one byte an element, 0 or 1. */
export type TypedArray = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

export const dtypes: readonly DType[] = ['float32', 'float64', 'int32', 'uint32', 'bool'];

const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint32: Uint32Array, bool: Uint8Array } as const satisfies Record<
  DType,
  new (length: number) => TypedArray
>;

/**
 * A zero-filled typed array for `length` elements of `dtype`.
 * @throws DTypeError for another dtype; ValueError for more elements than there is memory for
 */
export function allocate(dtype: DType, length: number): TypedArray {
  requireKnown(dtype);
  try {
    return new arrays[dtype](length);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ValueError(describe('allocate', 'too large', `${length} elements of ${dtype}`, 'as many as fit into memory are expected'), { cause: error });
  }
}

/** @throws DTypeError for a dtype that does not exist, which TypeScript would have refused. */
export function requireKnown(dtype: DType): void {
  if (dtypes.includes(dtype)) return;
  throw new DTypeError(describe('tensor', 'no such dtype', `'${String(dtype)}'`, `one of ${dtypes.join(', ')} is expected`));
}

/** Bytes of one element. */
export const bytesPerElement: Readonly<Record<DType, number>> = { float32: 4, float64: 8, int32: 4, uint32: 4, bool: 1 };

/** Whether values of the type are rounded: float32 and float64. */
export function isFloat(dtype: DType): boolean {
  return dtype === 'float32' || dtype === 'float64';
}

export function isInteger(dtype: DType): boolean {
  return dtype === 'int32' || dtype === 'uint32';
}

/**
 * The dtype whose storage `data` is; Uint8Array is bool.
 * @throws DTypeError for another typed array, which TypeScript would have refused.
 */
export function dtypeOf(data: TypedArray): DType {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Float64Array) return 'float64';
  if (data instanceof Int32Array) return 'int32';
  if (data instanceof Uint32Array) return 'uint32';
  if (data instanceof Uint8Array) return 'bool';
  throw new DTypeError(
    describe(
      'tensor',
      'no dtype for these elements',
      (data as object).constructor.name,
      'Float32Array, Float64Array, Int32Array, Uint32Array or Uint8Array (bool) is expected',
      'Float32Array.from(…) converts',
    ),
  );
}

/** `value` as an element of `dtype` holds it: rounded, wrapped or made 0 / 1. */
export function roundTo(dtype: DType, value: number): number {
  switch (dtype) {
    case 'float32':
      return Math.fround(value);
    case 'float64':
      return value;
    case 'int32':
      return value | 0;
    case 'uint32':
      return value >>> 0;
    case 'bool':
      return value ? 1 : 0;
  }
}
