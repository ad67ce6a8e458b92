import { dataError, quote } from './error.js';

const UNKNOWN = '\u{FFFD}';

/** A character tokenizer as plain data, for a model file. */
export interface CharacterTokenizerJSON {
  readonly kind: 'characters';
  readonly characters: readonly string[];
}

/** Text to ids and back, one id a character (Unicode code point). Id 0 stands for every unknown character. */
export interface CharacterTokenizer {
  /** Number of ids: the known characters and id 0. */
  readonly size: number;
  /** The known characters by code point; `characters[i]` has id `i + 1`. */
  readonly characters: readonly string[];
  /** int32 ids, one a character; 0 for an unknown one. */
  encode(text: string): Int32Array;
  /**
   * The characters of the ids; U+FFFD for 0.
   * @throws DataError for a number that is not an id.
   */
  decode(ids: ArrayLike<number>): string;
  /** The unknown characters of `text`, each once, in order of appearance. */
  unknownIn(text: string): string[];
  /** Plain data from which {@link characterTokenizerFromJSON} makes the same tokenizer. */
  toJSON(): CharacterTokenizerJSON;
}

/**
 * A tokenizer whose vocabulary is the characters of `text`.
 * @throws DataError for an empty text.
 */
export function characterTokenizer(text: string): CharacterTokenizer {
  if (text === '') {
    throw dataError('characterTokenizer', 'text is empty', '0 characters', 'a text with the characters to learn is expected');
  }
  const characters = Array.from(new Set(text));
  return fromCharacters(characters.sort((a, b) => codePoint(a) - codePoint(b)));
}

/**
 * The tokenizer that `toJSON` described. Nothing in `json` is evaluated; everything is checked.
 * @throws DataError for anything but single characters in ascending order.
 */
export function characterTokenizerFromJSON(json: unknown): CharacterTokenizer {
  const { kind, characters } = Object(json) as { kind?: unknown; characters?: unknown };
  if (kind !== 'characters' || !Array.isArray(characters) || characters.length === 0) {
    throw dataError(
      'characterTokenizerFromJSON',
      'not a character tokenizer',
      excerpt(json),
      'an object { kind: "characters", characters: ["a", "b", …] } is expected',
    );
  }
  let before = -1;
  for (const [index, character] of (characters as unknown[]).entries()) {
    const point = typeof character === 'string' && isCharacter(character) ? codePoint(character) : -1;
    if (point <= before) {
      throw dataError(
        'characterTokenizerFromJSON',
        'vocabulary is damaged',
        `characters[${index}] is ${excerpt(character)}`,
        'single characters by ascending code point are expected',
        'save the tokenizer again',
      );
    }
    before = point;
  }
  return fromCharacters(characters as string[]);
}

function fromCharacters(list: readonly string[]): CharacterTokenizer {
  const characters = Object.freeze(list.slice());
  const ids = new Map(characters.map((character, index) => [character, index + 1]));
  return {
    size: characters.length + 1,
    characters,
    encode(text) {
      const encoded = new Int32Array(text.length);
      let length = 0;
      for (const character of text) encoded[length++] = ids.get(character) ?? 0;
      return encoded.slice(0, length);
    },
    decode(encoded) {
      const pieces: string[] = [];
      for (let index = 0; index < encoded.length; index++) {
        const id = encoded[index];
        if (!Number.isInteger(id) || id < 0 || id > characters.length) {
          const expected = `whole numbers from 0 to ${characters.length} are expected`;
          throw dataError('decode', 'not an id', `ids[${index}] is ${id}`, expected);
        }
        pieces.push(id === 0 ? UNKNOWN : characters[id - 1]);
      }
      return pieces.join('');
    },
    unknownIn: (text) => Array.from(new Set(text)).filter((character) => !ids.has(character)),
    toJSON: () => ({ kind: 'characters', characters: characters.slice() }),
  };
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? -1;
}

function isCharacter(text: string): boolean {
  return text !== '' && text.length === (codePoint(text) > 0xffff ? 2 : 1);
}

/** A value of unknown origin in a message. */
function excerpt(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (value === null || typeof value !== 'object') return String(value);
  return `an object with keys [${Object.keys(value).slice(0, 5).join(', ')}]`;
}
