import { bitsPerElement, type DType } from './dtype.js';
import { checkEntry, type TensorEntry } from './entry.js';
import { failure, kindOf, quote } from './error.js';
import { bfloat16ToFloat32, float16ToFloat32 } from './half.js';

/** Element types that JavaScript has a typed array for; BOOL is one byte an element, 0 or 1. */
export interface ViewOf {
  F64: Float64Array;
  F32: Float32Array;
  I64: BigInt64Array;
  U64: BigUint64Array;
  I32: Int32Array;
  U32: Uint32Array;
  I16: Int16Array;
  U16: Uint16Array;
  I8: Int8Array;
  U8: Uint8Array;
  BOOL: Uint8Array;
}

/** What {@link tensorValues} returns for each element type; `never` where there are only bytes. */
export type ValuesOf<D extends DType> = D extends keyof ViewOf
  ? ViewOf[D]
  : D extends 'F16' | 'BF16'
    ? Float32Array
    : never;

type Constructor<View> = new (buffer: ArrayBufferLike, offset: number, length: number) => View;

const views: { readonly [D in keyof ViewOf]: Constructor<ViewOf[D]> } = {
  F64: Float64Array,
  F32: Float32Array,
  I64: BigInt64Array,
  U64: BigUint64Array,
  I32: Int32Array,
  U32: Uint32Array,
  I16: Int16Array,
  U16: Uint16Array,
  I8: Int8Array,
  U8: Uint8Array,
  BOOL: Uint8Array,
};

function hasView(dtype: DType): dtype is keyof ViewOf {
  return Object.hasOwn(views, dtype);
}

/**
 * The elements of a tensor, row-major: a typed array on `entry.bytes` (a copy where these are not aligned), for F16 and
 * BF16 a Float32Array of the same values. The machine must be little-endian, as every browser's is.
 *
 * @throws SafetensorsError `InvalidArgument` for C64, F8, F6 and F4, which stay bytes; for an entry whose dtype, shape and bytes do not fit
 * each other `InvalidArgument`, `TensorInvalidInfo`, `ValidationOverflow` or `MisalignedSlice`
 */
export function tensorValues<Entry extends TensorEntry>(entry: Entry): ValuesOf<Entry['dtype']>;
export function tensorValues(entry: TensorEntry): ValuesOf<DType> {
  checkEntry('tensorValues', 'the tensor', entry);
  const { dtype, bytes } = entry;
  if (dtype === 'F16') return float16ToFloat32(bytes);
  if (dtype === 'BF16') return bfloat16ToFloat32(bytes);
  if (!hasView(dtype)) {
    throw failure('InvalidArgument', {
      operation: 'tensorValues',
      wrong: 'no typed array for this element type',
      given: `the tensor is ${dtype}`,
      expected: `expected one of ${Object.keys(views).join(', ')}, F16, BF16`,
      mend: 'decode entry.bytes yourself',
    });
  }
  const elementBytes = bitsPerElement[dtype] / 8;
  const aligned = bytes.byteOffset % elementBytes === 0 ? bytes : new Uint8Array(bytes);
  return new views[dtype](aligned.buffer, aligned.byteOffset, aligned.byteLength / elementBytes);
}

/**
 * An entry to write. Its bytes are the memory of `values`, not a copy.
 *
 * @throws SafetensorsError `InvalidArgument` if `values` is not the typed array of `dtype`; for an entry whose dtype, shape and bytes do not fit
 * each other `InvalidArgument`, `TensorInvalidInfo`, `ValidationOverflow` or `MisalignedSlice`
 */
export function tensorEntry<D extends keyof ViewOf>(
  dtype: D,
  shape: readonly number[],
  values: ViewOf[D],
): TensorEntry<D> {
  const kind = kindOf(values);
  if (!hasView(dtype) || kind !== views[dtype].name) {
    throw failure('InvalidArgument', {
      operation: 'tensorEntry',
      wrong: 'values do not fit the element type',
      given: `dtype is ${quote(String(dtype))}, values are of type ${kind}`,
      expected: `expected ${hasView(dtype) ? views[dtype].name : `one of ${Object.keys(views).join(', ')}`}`,
      mend: 'for other element types write { dtype, shape, bytes }',
    });
  }
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  checkEntry('tensorEntry', 'the tensor', { dtype, shape, bytes });
  return { dtype, shape: [...shape], bytes };
}
