import { byteLengthOf, dtypes, isDType, type DType } from './dtype.js';
import { failure, formatShape, kindOf, quote } from './error.js';

/** One tensor: row-major, little-endian, packed. Checking `entry.dtype` narrows the type. */
export type TensorEntry<D extends DType = DType> = {
  [Name in D]: {
    readonly dtype: Name;
    /** Sizes of the axes, outermost first; `[]` is a scalar. */
    readonly shape: readonly number[];
    readonly bytes: Uint8Array;
  };
}[D];

/** What a file holds. */
export interface SafetensorsFile {
  /** In the order of their data. */
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  /** Without a prototype, so that `__proto__` is a key like any other; empty where the file has none. */
  readonly metadata: Record<string, string>;
}

/** What a file is made from; a {@link SafetensorsFile} is one. */
export interface SafetensorsContent {
  readonly tensors: ReadonlyMap<string, TensorEntry> | Readonly<Record<string, TensorEntry>>;
  /** Left out of the file where it is empty. */
  readonly metadata?: Readonly<Record<string, string>>;
}

function isSize(size: unknown): size is number {
  return Number.isSafeInteger(size) && (size as number) >= 0;
}

/**
 * Checks an entry that did not come from a file: callers without types can pass anything.
 *
 * @param tensor what a message calls it, such as `tensor "w"`
 * @throws SafetensorsError `InvalidArgument` for a dtype, shape or bytes of the wrong kind; `TensorInvalidInfo` where
 * the bytes are not as many as dtype and shape take; `ValidationOverflow`, `MisalignedSlice`
 */
export function checkEntry(operation: string, tensor: string, entry: TensorEntry): void {
  const { dtype, shape, bytes } = Object(entry) as Partial<TensorEntry>;
  const invalid = (wrong: string, given: string, expected: string, mend: string): Error =>
    failure('InvalidArgument', { operation, wrong, given, expected, mend });
  if (!isDType(dtype)) {
    const given = `${tensor} has ${typeof dtype === 'string' ? quote(dtype) : `a dtype of type ${kindOf(dtype)}`}`;
    throw invalid('no such element type', given, `expected one of ${dtypes.join(', ')}`, 'mind upper and lower case');
  }
  if (!Array.isArray(shape) || ![...(shape as unknown[])].every(isSize)) {
    const given = `${tensor} has ${Array.isArray(shape) ? formatShape(shape) : `a shape of type ${kindOf(shape)}`}`;
    throw invalid('not a shape', given, 'expected an array of whole numbers from 0 to 2^53 - 1', '[] is a scalar');
  }
  if (bytes === undefined || kindOf(bytes) !== 'Uint8Array') {
    const given = `${tensor} has bytes of type ${kindOf(bytes)}`;
    throw invalid('not bytes', given, 'expected a Uint8Array', 'make the entry with tensorEntry');
  }
  const size = byteLengthOf(operation, tensor, { dtype, shape });
  if (BigInt(bytes.byteLength) !== size) {
    throw failure('TensorInvalidInfo', {
      operation,
      wrong: 'shape and data type do not fit the bytes',
      given: `${tensor} is ${dtype} ${formatShape(shape)}, ${size} bytes, and has ${bytes.byteLength}`,
      expected: 'expected the two to be equal',
      mend: 'correct the shape or pass all bytes',
    });
  }
}
