import { byteLengthOf, type DType } from './dtype.js';
import { failure, formatShape, quote, type Source } from './error.js';
import type { HeaderEntry } from './header.js';

/** Where a tensor lies, checked against the file: bytes from the start of the data, `end` exclusive. */
export interface Slot {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/**
 * The tensors in the order of their data, which they must cover without hole or overlap: each begins where the one
 * before it ends, the first at 0, and the last ends with the data.
 *
 * @param dataLength bytes of the file after the header
 * @throws SafetensorsError `InvalidOffset`, `ValidationOverflow`, `MisalignedSlice`, `TensorInvalidInfo` or
 * `MetadataIncompleteBuffer`, in the reference reader's order
 */
export function layOut(entries: Iterable<HeaderEntry>, dataLength: number, source: Source): Slot[] {
  const sorted = [...entries].sort((a, b) => compare(a.begin, b.begin) || compare(a.end, b.end));
  let covered = 0n;
  for (const entry of sorted) {
    checkEntry(entry, covered, source);
    covered = entry.end;
  }
  if (covered !== BigInt(dataLength)) {
    throw failure('MetadataIncompleteBuffer', {
      operation: source.operation,
      wrong: 'incomplete metadata, file not fully covered',
      given: `tensors take ${covered} bytes, ${source.subject} has ${dataLength} after the header`,
      expected: 'expected the two to be equal',
      mend: 'check that the file was copied whole',
    });
  }
  return sorted.map(({ name, dtype, shape, begin, end }) => {
    return { name, dtype, shape: shape.map(Number), begin: Number(begin), end: Number(end) };
  });
}

function checkEntry(entry: HeaderEntry, covered: bigint, { operation, subject }: Source): void {
  const { name, dtype, shape, begin, end } = entry;
  const tensor = `tensor ${quote(name)}`;
  const mend = 'write the file again with a safetensors writer';
  if (begin !== covered || end < begin) {
    throw failure('InvalidOffset', {
      operation,
      wrong: `invalid offset for ${tensor}`,
      given: `data_offsets in ${subject} are [${begin}, ${end}]`,
      expected: `expected a begin of ${covered}, where the tensor before it ends, and an end not before it`,
      mend,
    });
  }
  const size = byteLengthOf(operation, tensor, entry);
  if (end - begin !== size) {
    throw failure('TensorInvalidInfo', {
      operation,
      wrong: `invalid shape, data type, or offset for ${tensor}`,
      given: `${dtype} ${formatShape(shape)} takes ${size} bytes, data_offsets [${begin}, ${end}] hold ${end - begin}`,
      expected: 'expected the two to be equal',
      mend,
    });
  }
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
