import type { GraphemeTokenizerJSON, Tokenizer } from './tokenizer.js';
import { byCodePoint, requirePieces, requireText, vocabulary } from './vocabulary.js';

/**
 * Text to ids and back, one id a grapheme: what a reader takes for one character. A letter with its accents, a Korean
 * syllable, a flag, a family of emoji is one, however many code points it is written with. Text is brought to Unicode's
 * normal form C first, in which two ways to write é are one. Id 0 stands for every unknown grapheme.
 *
 * Where graphemes end is known from the `Intl.Segmenter` of the engine, and so changes with the Unicode version of that.
 */
export interface GraphemeTokenizer extends Tokenizer {
  /** The known graphemes by code point; `graphemes[i]` has id `i + 1`. */
  readonly graphemes: readonly string[];
  /** int32 ids, one a grapheme; 0 for an unknown one. */
  encode(text: string): Int32Array;
  /**
   * The graphemes of the ids, in normal form C; U+FFFD for 0.
   * @throws DataError for a number that is not an id.
   */
  decode(ids: ArrayLike<number>): string;
  toJSON(): GraphemeTokenizerJSON;
}

/**
 * A tokenizer whose vocabulary is the graphemes of `text`.
 * @throws DataError for an empty text.
 */
export function graphemeTokenizer(text: string): GraphemeTokenizer {
  requireText('graphemeTokenizer', text, 'graphemes');
  return fromGraphemes(Array.from(new Set(graphemesOf(text))).sort(byCodePoint));
}

/**
 * The tokenizer that `toJSON` described. Nothing in `json` is evaluated; everything is checked.
 * @throws DataError for anything but texts in normal form C in ascending order.
 */
export function graphemeTokenizerFromJSON(json: unknown): GraphemeTokenizer {
  const graphemes = requirePieces(json, {
    operation: 'graphemeTokenizerFromJSON',
    kind: 'graphemes',
    name: 'grapheme tokenizer',
    expected: 'graphemes in normal form C by ascending code point',
    accepts: (piece, before) => piece !== '' && piece === piece.normalize('NFC') && (before === undefined || byCodePoint(before, piece) < 0),
  });
  return fromGraphemes(graphemes);
}

function graphemesOf(text: string): string[] {
  return Array.from(new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text.normalize('NFC')), ({ segment }) => segment);
}

function fromGraphemes(list: readonly string[]): GraphemeTokenizer {
  const { size, pieces, encode, decode, unknown } = vocabulary(list);
  return {
    size,
    graphemes: pieces,
    encode(text) {
      const graphemes = graphemesOf(text);
      return encode(graphemes, graphemes.length);
    },
    decode: (ids) => decode(ids).join(''),
    unknownIn: (text) => unknown(graphemesOf(text)),
    toJSON: () => ({ kind: 'graphemes', graphemes: pieces.slice() }),
  };
}
