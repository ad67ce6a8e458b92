import { dataError, quote } from '../error.js';

/** What stands for an unknown piece in decoded text. */
export const UNKNOWN = '\u{FFFD}';

/** Pieces of text by id: piece i has id i + 1, and id 0 is any other. */
export interface Vocabulary {
  readonly size: number;
  readonly pieces: readonly string[];
  /** The ids of the pieces, of which there are `most` at the most. */
  readonly encode: (pieces: Iterable<string>, most: number) => Int32Array;
  /** The piece of every id, {@link UNKNOWN} for 0. @throws DataError for a number that is not an id */
  readonly decode: (ids: ArrayLike<number>) => string[];
  /** The pieces without an id, each once. */
  readonly unknown: (pieces: Iterable<string>) => string[];
}

export function vocabulary(list: readonly string[]): Vocabulary {
  const pieces = Object.freeze(list.slice());
  const ids = new Map(pieces.map((piece, index) => [piece, index + 1]));
  return {
    size: pieces.length + 1,
    pieces,
    encode(given, most) {
      const encoded = new Int32Array(most);
      let length = 0;
      for (const piece of given) encoded[length++] = ids.get(piece) ?? 0;
      return encoded.slice(0, length);
    },
    decode: (given) => Array.from(given, (id, index) => (requireId(id, index, pieces.length) === 0 ? UNKNOWN : pieces[id - 1])),
    unknown: (given) => Array.from(new Set(given)).filter((piece) => !ids.has(piece)),
  };
}

/** @throws DataError unless `id` is a whole number from 0 to `most`. */
export function requireId(id: number, index: number, most: number): number {
  if (Number.isInteger(id) && id >= 0 && id <= most) return id;
  throw dataError('decode', 'not an id', `ids[${index}] is ${id}`, `whole numbers from 0 to ${most} are expected`);
}

/** @throws DataError for a text without anything to learn from. */
export function requireText(operation: string, text: string, pieces: string): void {
  if (text === '') throw dataError(operation, 'text is empty', '0 characters', `a text with the ${pieces} to learn is expected`);
}

/** How the pieces of a kind of tokenizer are stored. */
interface Stored {
  readonly operation: string;
  /** `kind` of the JSON, and the field that holds the pieces. */
  readonly kind: 'characters' | 'words' | 'graphemes';
  /** What it is called: `character tokenizer`. */
  readonly name: string;
  /** What the pieces must be: `single characters by ascending code point`. */
  readonly expected: string;
  /** Whether `piece` may follow `before`, which is undefined for the first. */
  readonly accepts: (piece: string, before: string | undefined) => boolean;
}

/**
 * The pieces that the JSON of a tokenizer holds, checked one by one; none of them is evaluated.
 * @throws DataError
 */
export function requirePieces(json: unknown, { operation, kind, name, expected, accepts }: Stored): string[] {
  const given = Object(json) as Record<string, unknown>;
  const pieces: unknown = given[kind];
  if (given.kind !== kind || !Array.isArray(pieces) || pieces.length === 0) {
    throw dataError(operation, `not a ${name}`, excerpt(json), `an object { kind: "${kind}", ${kind}: ["a", "b", …] } is expected`);
  }
  let before: string | undefined;
  return (pieces as unknown[]).map((piece, index) => {
    if (typeof piece !== 'string' || !accepts(piece, before)) {
      throw dataError(
        operation,
        'vocabulary is damaged',
        `${kind}[${index}] is ${excerpt(piece)}`,
        `${expected} are expected`,
        'save the tokenizer again',
      );
    }
    before = piece;
    return piece;
  });
}

/** Below 0 if `a` comes before `b` by code points, 0 if they are equal: the same order on every machine. */
export function byCodePoint(a: string, b: string): number {
  for (let index = 0; index < a.length && index < b.length; index++) {
    if (a.charCodeAt(index) === b.charCodeAt(index)) continue;
    // Second halves of two characters are compared with their first halves.
    const start = /[\uD800-\uDBFF]/.test(a[index - 1] ?? '') ? index - 1 : index;
    return (a.codePointAt(start) ?? 0) - (b.codePointAt(start) ?? 0) || (a.codePointAt(index) ?? 0) - (b.codePointAt(index) ?? 0);
  }
  return a.length - b.length;
}

/** A value of unknown origin in a message. */
export function excerpt(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (value === null || typeof value !== 'object') return String(value);
  return `an object with keys [${Object.keys(value).slice(0, 5).join(', ')}]`;
}
