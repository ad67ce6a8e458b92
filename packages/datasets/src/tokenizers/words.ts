import { dataError } from '../error.js';
import { requireCount } from '../require.js';
import type { Tokenizer, WordTokenizerJSON } from './tokenizer.js';
import { byCodePoint, requirePieces, requireText, vocabulary } from './vocabulary.js';

/**
 * Text to ids and back, one id a word, a punctuation mark or a white space. A word is letters, digits and underscores,
 * also joined by single apostrophes and hyphens: `don't`, `whale-ship`. One space between two words is understood and has no
 * id, so that known text comes back as it was. Id 0 stands for every unknown word or mark.
 */
export interface WordTokenizer extends Tokenizer {
  /** The known words and marks, the most frequent first; `words[i]` has id `i + 1`. */
  readonly words: readonly string[];
  /** int32 ids, 0 for what is unknown. */
  encode(text: string): Int32Array;
  /**
   * The text of the ids, a space between any two words; U+FFFD, as a word, for 0.
   * @throws DataError for a number that is not an id.
   */
  decode(ids: ArrayLike<number>): string;
  toJSON(): WordTokenizerJSON;
}

export interface WordTokenizerOptions {
  /** How often a word must occur to be known; 1 unless given. */
  readonly minCount?: number;
  /** The most ids, at least 2, id 0 among them: of more words the most frequent are known; no limit unless given. */
  readonly maxSize?: number;
}

/**
 * A tokenizer whose vocabulary is the words of `text`; of words as frequent as each other, the first by code point comes first.
 * @throws DataError for an empty text, for counts that are none, or if no word is frequent enough.
 */
export function wordTokenizer(text: string, { minCount = 1, maxSize = Infinity }: WordTokenizerOptions = {}): WordTokenizer {
  requireText('wordTokenizer', text, 'words');
  requireCount('wordTokenizer', 'minCount', minCount);
  if (maxSize !== Infinity) requireCount('wordTokenizer', 'maxSize', maxSize, 2);
  const counts = new Map<string, number>();
  for (const piece of piecesOf(text)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const frequent = Array.from(counts)
    .filter(([, count]) => count >= minCount)
    .sort(([a, first], [b, second]) => second - first || byCodePoint(a, b));
  if (frequent.length === 0) {
    const most = Math.max(...counts.values());
    throw dataError('wordTokenizer', 'no word is frequent enough', `minCount ${minCount}`, `at most ${most} is expected, as often as one occurs`);
  }
  return fromWords(frequent.slice(0, maxSize - 1).map(([piece]) => piece));
}

/**
 * The tokenizer that `toJSON` described. Nothing in `json` is evaluated; everything is checked.
 * @throws DataError for anything but different single words and marks.
 */
export function wordTokenizerFromJSON(json: unknown): WordTokenizer {
  const seen = new Set<string>();
  const words = requirePieces(json, {
    operation: 'wordTokenizerFromJSON',
    kind: 'words',
    name: 'word tokenizer',
    expected: 'single words and marks, each once,',
    accepts(piece) {
      if (seen.has(piece) || piecesOf(piece).length !== 1) return false;
      seen.add(piece);
      return true;
    },
  });
  return fromWords(words);
}

const LETTER = String.raw`[\p{L}\p{M}\p{N}_]`;
const PIECES = new RegExp(`${LETTER}+(?:['’-]${LETTER}+)*|[^]`, 'gu');
const WORD_START = new RegExp(`^${LETTER}`, 'u');

/** Of a piece: all that begins with a letter, a digit or the like is a word. */
const isWord = (piece: string) => WORD_START.test(piece);

/** The words and marks of a text, without the single spaces between two words. */
function piecesOf(text: string): string[] {
  const pieces: string[] = text.match(PIECES) ?? [];
  return pieces.filter((piece, index) => {
    const between = piece === ' ' && index > 0 && index < pieces.length - 1;
    return !(between && isWord(pieces[index - 1]) && isWord(pieces[index + 1]));
  });
}

function fromWords(list: readonly string[]): WordTokenizer {
  const { size, pieces, encode, decode, unknown } = vocabulary(list);
  return {
    size,
    words: pieces,
    encode(text) {
      const given = piecesOf(text);
      return encode(given, given.length);
    },
    decode(ids) {
      const given = decode(ids);
      const word = given.map((piece, index) => ids[index] === 0 || isWord(piece));
      return given.map((piece, index) => (word[index] && word[index - 1] ? ` ${piece}` : piece)).join('');
    },
    unknownIn: (text) => unknown(piecesOf(text)),
    toJSON: () => ({ kind: 'words', words: pieces.slice() }),
  };
}
