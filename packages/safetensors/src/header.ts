import { isDType, limit64, type DType, type Extent } from './dtype.js';
import { cut, quote, type Source } from './error.js';
import { JsonCursor } from './json.js';

/** What a header says of one tensor: nothing of it is checked against the file yet. Offsets are bytes of the data. */
export interface HeaderEntry extends Extent {
  readonly name: string;
  readonly begin: bigint;
  readonly end: bigint;
}

export interface Header {
  /** In the header's order; of a name given twice, the last. */
  readonly entries: ReadonlyMap<string, HeaderEntry>;
  /** Without a prototype, so that `__proto__` is a key like any other. */
  readonly metadata: Record<string, string>;
}

interface Fields {
  dtype?: DType;
  shape?: readonly (number | bigint)[];
  data_offsets?: readonly (number | bigint)[];
}

const fieldNames = ['dtype', 'shape', 'data_offsets'] as const;

/**
 * The header's JSON, read as the reference reader (serde, safetensors 0.8) reads it.
 * @throws SafetensorsError `InvalidHeaderDeserialization`
 */
export function parseHeader(text: string, source: Source): Header {
  const json = new JsonCursor(text, source);
  const entries = new Map<string, HeaderEntry>();
  let metadata: Record<string, string> | undefined;
  json.object('a JSON object', (name) => {
    if (name !== '__metadata__') {
      entries.set(name, readEntry(json, name));
    } else if (metadata === undefined) {
      metadata = readMetadata(json);
    } else {
      throw json.invalid('a second "__metadata__"', json.position, 'it once');
    }
  });
  json.end();
  return { entries, metadata: metadata ?? emptyRecord() };
}

function emptyRecord(): Record<string, string> {
  return Object.create(null) as Record<string, string>;
}

/** `null` counts as absent; of a key given twice, the last. */
function readMetadata(json: JsonCursor): Record<string, string> {
  const metadata = emptyRecord();
  const expected = 'an object of strings, or null, as "__metadata__"';
  if (json.next() === 'n') {
    json.null(expected);
  } else {
    json.object(expected, (key) => {
      metadata[key] = json.string(`a string as metadata ${quote(key)}`);
    });
  }
  return metadata;
}

/** `{"dtype": …, "shape": …, "data_offsets": …}` with other fields ignored, or the three values as an array. */
function readEntry(json: JsonCursor, name: string): HeaderEntry {
  const fields: Fields = {};
  const expected = `an object with dtype, shape and data_offsets for tensor ${quote(name)}`;
  if (json.next() === '[') {
    json.array(expected, (index) => {
      if (index >= fieldNames.length) throw json.invalid('a fourth value', json.position, expected);
      readField(json, name, fieldNames[index], fields);
    });
  } else {
    json.object(expected, (field) => readField(json, name, field, fields));
  }
  const { dtype, shape, data_offsets: offsets } = fields;
  if (dtype === undefined || shape === undefined || offsets === undefined) {
    const missing = fieldNames.filter((field) => fields[field] === undefined).join(', ');
    throw json.invalid(`an entry without ${missing}, ending`, json.position - 1, expected);
  }
  return { name, dtype, shape, begin: BigInt(offsets[0]), end: BigInt(offsets[1]) };
}

function readField(json: JsonCursor, name: string, field: string, fields: Fields): void {
  const what = `${field} of tensor ${quote(name)}`;
  if (Object.hasOwn(fields, field)) throw json.invalid(`a second ${what}`, json.position, 'it once');
  switch (field) {
    case 'dtype':
      fields.dtype = readDType(json, what);
      return;
    case 'shape':
      fields.shape = readIntegers(json, what);
      return;
    case 'data_offsets':
      fields.data_offsets = readIntegers(json, what, 2);
      return;
    default:
      json.skip();
  }
}

/** `"F32"`; also `{"F32": null}`, serde's long form of the same. */
function readDType(json: JsonCursor, what: string): DType {
  const expected = `an element type such as "F32" as ${what}`;
  const isObject = json.next() === '{';
  const position = json.position;
  const names: string[] = [];
  if (isObject) {
    json.object(expected, (name) => {
      names.push(name);
      json.null('null after an element type');
    });
  } else {
    names.push(json.string(expected));
  }
  const [dtype] = names;
  if (names.length !== 1 || !isDType(dtype)) {
    throw json.invalid(names.length === 1 ? quote(dtype) : `${names.length} element types`, position, expected);
  }
  return dtype;
}

/** An array of unsigned 64-bit integers: `length` of them, or any number where it is not given. */
function readIntegers(json: JsonCursor, what: string, length?: number): (number | bigint)[] {
  const values: (number | bigint)[] = [];
  const count = length === undefined ? '' : `${length} `;
  const expected = `an array of ${count}whole numbers as ${what}`;
  json.next();
  const position = json.position;
  json.array(expected, () => {
    const value = readInteger(json, what);
    if (values.length === length) throw json.invalid('an array with more values', position, expected);
    values.push(value);
  });
  if (length !== undefined && values.length !== length) {
    throw json.invalid(`an array of length ${values.length}`, position, expected);
  }
  return values;
}

/** A number up to 15 digits, as a header may hold millions; a bigint beyond, where a number would round. */
function readInteger(json: JsonCursor, what: string): number | bigint {
  const expected = `a whole number from 0 to 2^64 - 1, written in digits, in ${what}`;
  json.next();
  const position = json.position;
  const written = json.number(expected);
  if (/^\d{1,15}$/.test(written)) return Number(written);
  // At most 20 digits: BigInt of a megabyte of digits would take minutes.
  const value = /^\d{1,20}$/.test(written) ? BigInt(written) : limit64;
  if (value >= limit64) throw json.invalid(cut(written), position, expected);
  return value;
}
