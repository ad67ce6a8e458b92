import { dtypes } from './dtype.js';
import { checkEntry, type SafetensorsContent, type TensorEntry } from './entry.js';
import { failure, kindOf, quote } from './error.js';
import { longestHeader, prefixLength } from './read.js';

/**
 * The bytes of a file, equal to the reference writer's (safetensors 0.8): tensors by element type, widest first, then
 * by name in code point order; compact JSON, padded with spaces to a multiple of 8 bytes.
 * Metadata is sorted by key (the reference leaves its order to chance), and left out where it is `{}`.
 *
 * @throws SafetensorsError `HeaderTooLarge`; `InvalidArgument` for names that no file can hold and for more bytes than
 * one Uint8Array holds; for an entry whose dtype, shape and bytes do not fit
 * each other `InvalidArgument`, `TensorInvalidInfo`, `ValidationOverflow` or `MisalignedSlice`
 */
export function writeSafetensors(content: SafetensorsContent): Uint8Array {
  const pieces = encode(content, 'writeSafetensors');
  const file = allocate(pieces.reduce((total, piece) => total + piece.byteLength, 0));
  let offset = 0;
  for (const piece of pieces) {
    file.set(piece, offset);
    offset += piece.byteLength;
  }
  return file;
}

/** The file in pieces: first its length and header, then every tensor's own bytes, not copied. */
export function encode(content: SafetensorsContent, operation: string): Uint8Array[] {
  checkContent(content, operation);
  const tensors = sortedTensors(content, operation);
  const metadata = sortedMetadata(content, operation);
  const members: string[] = [];
  if (metadata.length > 0) members.push(`"__metadata__":{${metadata.join(',')}}`);
  let begin = 0;
  for (const [name, { dtype, shape, bytes }] of tensors) {
    const end = begin + bytes.byteLength;
    const key = jsonString(name, operation);
    members.push(`${key}:{"dtype":"${dtype}","shape":[${shape.join(',')}],"data_offsets":[${begin},${end}]}`);
    begin = end;
  }
  return [encodeHeader(members, operation), ...tensors.map(([, entry]) => entry.bytes)];
}

function encodeHeader(members: readonly string[], operation: string): Uint8Array {
  // Every UTF-16 unit is at least a byte; joined before this check, the text could exceed the longest string.
  const units = members.reduce((total, member) => total + member.length + 1, 1);
  if (units > longestHeader) throw headerTooLarge(operation, units);
  const json = new TextEncoder().encode(`{${members.join(',')}}`);
  const length = Math.ceil(json.byteLength / 8) * 8;
  if (length > longestHeader) throw headerTooLarge(operation, length);
  const bytes = new Uint8Array(prefixLength + length).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, prefixLength);
  return bytes;
}

function sortedTensors({ tensors }: SafetensorsContent, operation: string): (readonly [string, TensorEntry])[] {
  const entries = isMap(tensors) ? [...tensors] : Object.entries(tensors);
  for (const [name, entry] of entries) {
    checkText(name, 'tensor name', operation);
    if (name === '__metadata__') {
      throw failure('InvalidArgument', {
        operation,
        wrong: 'reserved name',
        given: 'a tensor is named "__metadata__"',
        expected: 'expected any other name, as the format keeps this one for metadata',
        mend: 'rename the tensor',
      });
    }
    checkEntry(operation, `tensor ${quote(name)}`, entry);
  }
  const rank = ({ dtype }: TensorEntry): number => dtypes.indexOf(dtype);
  return entries.sort(([nameA, a], [nameB, b]) => rank(a) - rank(b) || compareText(nameA, nameB));
}

/** `"key":"text"` for each pair, sorted by key. */
function sortedMetadata({ metadata = {} }: SafetensorsContent, operation: string): string[] {
  const pairs = Object.entries(metadata).sort(([a], [b]) => compareText(a, b));
  return pairs.map(([key, text]) => {
    checkText(key, 'metadata key', operation);
    checkText(text, `metadata ${quote(key)}`, operation);
    return `${jsonString(key, operation)}:${jsonString(text, operation)}`;
  });
}

/** JSON.stringify escapes what serde_json escapes, lone surrogates apart, which {@link checkText} refuses. */
function jsonString(text: string, operation: string): string {
  if (text.length > longestHeader) throw headerTooLarge(operation, text.length);
  return JSON.stringify(text);
}

/** Code point order, which is the order of UTF-8 bytes and not that of UTF-16 units. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = orderOf(a.charCodeAt(index)) - orderOf(b.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Surrogates stand for code points beyond U+FFFF, so they come after every other unit. */
function orderOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function checkContent(content: SafetensorsContent, operation: string): void {
  const { tensors, metadata = {} } = Object(content) as Partial<SafetensorsContent>;
  for (const [what, value] of Object.entries({ tensors, metadata })) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) continue;
    throw failure('InvalidArgument', {
      operation,
      wrong: `no ${what}`,
      given: `${what} is of type ${kindOf(value)}`,
      expected: `expected { tensors, metadata } with ${what} an object`,
      mend: 'pass {} for none',
    });
  }
}

function checkText(text: string, what: string, operation: string): void {
  if (typeof text === 'string' && !/\p{Surrogate}/u.test(text)) return;
  throw failure('InvalidArgument', {
    operation,
    wrong: `${what} is not text`,
    given: `it is ${typeof text === 'string' ? `${quote(text)} with a lone surrogate` : `of type ${kindOf(text)}`}`,
    expected: 'expected a string that UTF-8 can hold',
    mend: 'convert it first',
  });
}

function headerTooLarge(operation: string, length: number): Error {
  return failure('HeaderTooLarge', {
    operation,
    wrong: 'header too large',
    given: `names, shapes and metadata take ${length} bytes or more`,
    expected: `expected at most ${longestHeader}`,
    mend: 'keep large values in tensors',
  });
}

function isMap(value: object): value is ReadonlyMap<string, TensorEntry> {
  return Object.prototype.toString.call(value) === '[object Map]';
}

function allocate(length: number): Uint8Array {
  try {
    return new Uint8Array(length);
  } catch (cause) {
    throw failure('InvalidArgument', {
      operation: 'writeSafetensors',
      wrong: 'too large for one Uint8Array',
      given: `the file takes ${length} bytes`,
      expected: 'expected a size that this machine can allocate',
      mend: 'use writeSafetensorsFile of @rekur/safetensors/node, which needs no copy',
      cause,
    });
  }
}
