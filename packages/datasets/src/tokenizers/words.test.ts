import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '../error.js';
import { mobyDick } from '../mobyDick.js';
import { wordTokenizer, wordTokenizerFromJSON } from './words.js';

/** Texts in which words, marks and spaces meet in every way. */
const texts = fc.array(fc.constantFrom('a', 'Ishmael', 'é', '7', '_', ' ', '  ', '\n', '-', '’', "'", '.', '\u{FFFD}', '😀', '\u{D83D}', '\u{301}', '鯨'), {
  minLength: 1,
  maxLength: 30,
}).map((parts) => parts.join(''));

describe('wordTokenizer', () => {
  test('has words, marks and spaces, the most frequent first', () => {
    const tokenizer = wordTokenizer("Don't call me, don't call the whale-ship.");
    expect(tokenizer.words).toEqual([' ', 'call', ',', '.', "Don't", "don't", 'me', 'the', 'whale-ship'].sort((a, b) => Number(b === 'call') - Number(a === 'call')));
    expect(tokenizer.size).toBe(10);
  });

  test('leaves out one space between two words, and no other', () => {
    const tokenizer = wordTokenizer('a b, c  d');
    const pieces = (text: string) => Array.from(tokenizer.encode(text), (id) => (id === 0 ? '?' : tokenizer.words[id - 1]));
    expect(pieces('a b')).toEqual(['a', 'b']);
    expect(pieces('a  b, c')).toEqual(['a', ' ', ' ', 'b', ',', ' ', 'c']);
    expect(pieces(' a ')).toEqual([' ', 'a', ' ']);
    expect(pieces('a x b')).toEqual(['a', '?', 'b']);
  });

  test('decode undoes encode for every known text', () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'binary', minLength: 1 })), (text) => {
        const tokenizer = wordTokenizer(text);
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
        expect(tokenizer.unknownIn(text)).toEqual([]);
        const again = wordTokenizerFromJSON(JSON.parse(JSON.stringify(tokenizer)));
        expect([again.words, again.encode(text)]).toEqual([tokenizer.words, tokenizer.encode(text)]);
      }),
    );
  });

  test('gives the same text back for all of Moby-Dick', async () => {
    const { text } = await mobyDick();
    const tokenizer = wordTokenizer(text);
    expect(tokenizer.decode(tokenizer.encode(text)) === text).toBe(true);
    expect(tokenizer.encode('the whale').length).toBe(2);
  });

  test('an unknown word decodes to U+FFFD between spaces, an unknown mark to U+FFFD', () => {
    const tokenizer = wordTokenizer('a b');
    expect(tokenizer.encode('a whale b')).toEqual(Int32Array.of(1, 0, 2));
    expect(tokenizer.decode([1, 0, 2])).toBe('a \u{FFFD} b');
    expect(tokenizer.unknownIn('b, a whale, a whale')).toEqual([',', ' ', 'whale']);
  });

  test('minCount and maxSize leave out what is rare', () => {
    const text = 'c b b a a a';
    expect(wordTokenizer(text, { minCount: 2 }).words).toEqual(['a', 'b']);
    expect(wordTokenizer(text, { maxSize: 2 }).words).toEqual(['a']);
    expect(wordTokenizer('b a c', { maxSize: 3 }).words).toEqual(['a', 'b']);
  });

  test('refuses an empty text, counts that are none, and a count that no word has', () => {
    expect(() => wordTokenizer('')).toThrow(
      new DataError('wordTokenizer: text is empty: 0 characters; a text with the words to learn is expected'),
    );
    expect(() => wordTokenizer('a', { minCount: 0 })).toThrow(
      new DataError('wordTokenizer: minCount is not a count: 0; a whole number of at least 1 is expected'),
    );
    expect(() => wordTokenizer('a', { maxSize: 1 })).toThrow(
      new DataError('wordTokenizer: maxSize is not a count: 1; a whole number of at least 2 is expected'),
    );
    expect(() => wordTokenizer('a b a', { minCount: 3 })).toThrow(
      new DataError('wordTokenizer: no word is frequent enough: minCount 3; at most 2 is expected, as often as one occurs'),
    );
    expect(() => wordTokenizer('a').decode([2])).toThrow(
      new DataError('decode: not an id: ids[0] is 2; whole numbers from 0 to 1 are expected'),
    );
  });
});

describe('wordTokenizerFromJSON', () => {
  test.each([
    [['a b'], 'words[0] is "a b"'],
    [['a', 'a'], 'words[1] is "a"'],
    [[''], 'words[0] is ""'],
    [['a', 7], 'words[1] is 7'],
  ])('refuses the vocabulary %j', (words, given) => {
    expect(() => wordTokenizerFromJSON({ kind: 'words', words })).toThrow(
      new DataError(`wordTokenizerFromJSON: vocabulary is damaged: ${given}; single words and marks, each once, are expected; save the tokenizer again`),
    );
  });

  test('refuses another kind', () => {
    expect(() => wordTokenizerFromJSON({ kind: 'characters', words: ['a'] })).toThrow(
      new DataError(
        'wordTokenizerFromJSON: not a word tokenizer: an object with keys [kind, words]; an object { kind: "words", words: ["a", "b", …] } is expected',
      ),
    );
  });
});
