import type { SafetensorsFile, TensorEntry } from './entry.js';
import { failure, kindOf, type Source } from './error.js';
import { parseHeader } from './header.js';
import { layOut, type Slot } from './layout.js';

/** Bytes of the number at the start of a file: the header's length. */
export const prefixLength = 8;

/** Bytes of the longest header that the format allows. */
export const longestHeader = 100_000_000;

/**
 * Reads a whole file. Every tensor's bytes are a copy of their own, at offset 0 of their buffer, so a typed array of
 * any element type fits on them and the input may be reused or dropped. Values are not checked: NaN and Inf pass.
 *
 * Accepts and rejects what the reference reader (safetensors 0.8) accepts and rejects. Sizes in a shape are exact for
 * every tensor that has elements; in an empty one a size above 2^53 is rounded to the nearest float64.
 *
 * @throws SafetensorsError, its `code` naming the broken rule
 */
export function readSafetensors(bytes: Uint8Array | ArrayBuffer): SafetensorsFile {
  const source: Source = { operation: 'readSafetensors', subject: 'the input' };
  const file = asBytes(bytes, source);
  const dataStart = prefixLength + readHeaderLength(file.subarray(0, prefixLength), file.byteLength, source);
  const header = readHeader(file.slice(prefixLength, dataStart), file.byteLength - dataStart, source);
  const tensors = new Map<string, TensorEntry>();
  for (const slot of header.slots) {
    tensors.set(slot.name, entryOf(slot, file.slice(dataStart + slot.begin, dataStart + slot.end)));
  }
  return { tensors, metadata: header.metadata };
}

/**
 * N, the header's length in bytes, from the first 8 bytes of a file of `fileLength` bytes (fewer if it has fewer).
 * @throws SafetensorsError `HeaderTooSmall`, `HeaderTooLarge` or `InvalidHeaderLength`
 */
export function readHeaderLength(prefix: Uint8Array, fileLength: number, { operation, subject }: Source): number {
  if (prefix.byteLength < prefixLength) {
    throw failure('HeaderTooSmall', {
      operation,
      wrong: 'header too small',
      given: `${subject} has ${fileLength} bytes`,
      expected: 'expected at least 8, the length of the header',
      mend: 'check that the file was copied whole',
    });
  }
  const length = new DataView(prefix.buffer, prefix.byteOffset).getBigUint64(0, true);
  const given = `${subject} claims a header of ${length} bytes`;
  if (length > longestHeader) {
    throw failure('HeaderTooLarge', {
      operation,
      wrong: 'header too large',
      given,
      expected: `expected at most ${longestHeader}`,
      mend: 'check that this is a safetensors file',
    });
  }
  const left = fileLength - prefixLength;
  if (length > left) {
    throw failure('InvalidHeaderLength', {
      operation,
      wrong: 'invalid header length',
      given: `${given} and has ${left} after its length`,
      expected: 'expected the header to end within the file',
      mend: 'check that the file was copied whole',
    });
  }
  return Number(length);
}

/**
 * The tensors' places, in the order of their data, and the metadata.
 *
 * @param bytes the header's N bytes
 * @param dataLength bytes of the file after the header
 * @throws SafetensorsError `InvalidHeader`, or what {@link parseHeader} and {@link layOut} throw
 */
export function readHeader(
  bytes: Uint8Array,
  dataLength: number,
  source: Source,
): { readonly slots: Slot[]; readonly metadata: Record<string, string> } {
  const { entries, metadata } = parseHeader(decode(bytes, source), source);
  return { slots: layOut(entries.values(), dataLength, source), metadata };
}

export function entryOf({ dtype, shape }: Slot, bytes: Uint8Array): TensorEntry {
  return { dtype, shape, bytes };
}

/** A plain Uint8Array over the input: `slice` of a Node Buffer would not copy. */
function asBytes(input: Uint8Array | ArrayBuffer, { operation }: Source): Uint8Array {
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  const kind = kindOf(input);
  if (kind === 'ArrayBuffer') return new Uint8Array(input);
  throw failure('InvalidArgument', {
    operation,
    wrong: 'not bytes',
    given: `the input is of type ${kind}`,
    expected: 'expected a Uint8Array or an ArrayBuffer',
    mend: 'to read a path, use readSafetensorsFile of @rekur/safetensors/node',
  });
}

/** A byte order mark is kept, to be refused as JSON. */
function decode(bytes: Uint8Array, { operation, subject }: Source): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw failure('InvalidHeader', {
      operation,
      wrong: 'invalid UTF-8 in header',
      given: `${subject} has a header of ${bytes.byteLength} bytes that do not decode`,
      expected: 'expected UTF-8 text',
      mend: 'check that this is a safetensors file',
      cause,
    });
  }
}
