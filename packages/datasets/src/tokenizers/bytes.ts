import { dataError } from '../error.js';
import type { ByteTokenizerJSON, Tokenizer } from './tokenizer.js';
import { excerpt, requireId } from './vocabulary.js';

/** Text to ids and back, one id a byte of UTF-8. */
export interface ByteTokenizer extends Tokenizer {
  readonly size: 256;
  /** int32 ids from 0 to 255, one a byte: 1 to 4 a character. Half of a surrogate pair becomes U+FFFD. */
  encode(text: string): Int32Array;
  /**
   * The text of the bytes; U+FFFD where they are not UTF-8, as at the end of a cut.
   * @throws DataError for a number that is not a byte.
   */
  decode(ids: ArrayLike<number>): string;
  /** Halves of surrogate pairs, which UTF-8 cannot hold; nothing else is unknown. */
  unknownIn(text: string): string[];
  toJSON(): ByteTokenizerJSON;
}

/** A tokenizer for any text in any script: it needs no text to learn from, and no character is unknown to it. */
export function byteTokenizer(): ByteTokenizer {
  return {
    size: 256,
    encode: (text) => Int32Array.from(new TextEncoder().encode(text)),
    decode(ids) {
      const bytes = Uint8Array.from(ids, (id, index) => requireId(id, index, 255));
      // A byte order mark is a character of the text like any other.
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    },
    unknownIn: (text) => Array.from(new Set(text)).filter((character) => /^[\uD800-\uDFFF]$/.test(character)),
    toJSON: () => ({ kind: 'bytes' }),
  };
}

/**
 * The tokenizer that `toJSON` described.
 * @throws DataError for anything else.
 */
export function byteTokenizerFromJSON(json: unknown): ByteTokenizer {
  const { kind } = Object(json) as { kind?: unknown };
  if (kind === 'bytes') return byteTokenizer();
  throw dataError('byteTokenizerFromJSON', 'not a byte tokenizer', excerpt(json), 'an object { kind: "bytes" } is expected');
}
