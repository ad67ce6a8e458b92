import type { CharacterTokenizerJSON, Tokenizer } from './tokenizer.js';
import { byCodePoint, requirePieces, requireText, vocabulary } from './vocabulary.js';

/** Text to ids and back, one id a character (Unicode code point). Id 0 stands for every unknown character. */
export interface CharacterTokenizer extends Tokenizer {
  /** The known characters by code point; `characters[i]` has id `i + 1`. */
  readonly characters: readonly string[];
  /** int32 ids, one a character; 0 for an unknown one. */
  encode(text: string): Int32Array;
  /**
   * The characters of the ids; U+FFFD for 0.
   * @throws DataError for a number that is not an id.
   */
  decode(ids: ArrayLike<number>): string;
  toJSON(): CharacterTokenizerJSON;
}

/**
 * A tokenizer whose vocabulary is the characters of `text`.
 * @throws DataError for an empty text.
 */
export function characterTokenizer(text: string): CharacterTokenizer {
  requireText('characterTokenizer', text, 'characters');
  return fromCharacters(Array.from(new Set(text)).sort(byCodePoint));
}

/**
 * The tokenizer that `toJSON` described. Nothing in `json` is evaluated; everything is checked.
 * @throws DataError for anything but single characters in ascending order.
 */
export function characterTokenizerFromJSON(json: unknown): CharacterTokenizer {
  const characters = requirePieces(json, {
    operation: 'characterTokenizerFromJSON',
    kind: 'characters',
    name: 'character tokenizer',
    expected: 'single characters by ascending code point',
    accepts: (piece, before) => Array.from(piece).length === 1 && (before === undefined || byCodePoint(before, piece) < 0),
  });
  return fromCharacters(characters);
}

function fromCharacters(list: readonly string[]): CharacterTokenizer {
  const { size, pieces, encode, decode, unknown } = vocabulary(list);
  return {
    size,
    characters: pieces,
    encode: (text) => encode(text, text.length),
    decode: (ids) => decode(ids).join(''),
    unknownIn: (text) => unknown(text),
    toJSON: () => ({ kind: 'characters', characters: pieces.slice() }),
  };
}
