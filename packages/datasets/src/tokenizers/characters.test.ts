import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '../error.js';
import { characterTokenizer, characterTokenizerFromJSON } from './characters.js';

const anyText = fc.string({ unit: 'binary', minLength: 1 });

describe('characterTokenizer', () => {
  test('gives ids by code point from 1, and 0 to what it does not know', () => {
    const tokenizer = characterTokenizer('banana 😀');
    expect(tokenizer.characters).toEqual([' ', 'a', 'b', 'n', '😀']);
    expect(tokenizer.size).toBe(6);
    expect(tokenizer.encode('ab?😀')).toEqual(Int32Array.of(2, 3, 0, 5));
    expect(tokenizer.decode([2, 3, 0, 5])).toBe('ab\u{FFFD}😀');
  });

  test('orders by code point, not by UTF-16 unit', () => {
    expect(characterTokenizer('😀\u{FF21}').characters).toEqual(['\u{FF21}', '😀']);
  });

  test('unknownIn lists each unknown character once, in order of appearance', () => {
    expect(characterTokenizer('abc').unknownIn('zebra zz')).toEqual(['z', 'e', 'r', ' ']);
  });

  test('decode undoes encode for every known text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokenizer = characterTokenizer(text);
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
        expect(tokenizer.unknownIn(text)).toEqual([]);
      }),
    );
  });

  test('encode gives one id a character, each below size, for any text', () => {
    fc.assert(
      fc.property(anyText, anyText, (known, text) => {
        const tokenizer = characterTokenizer(known);
        const ids = tokenizer.encode(text);
        expect(ids.length).toBe(Array.from(text).length);
        expect(ids.every((id) => id >= 0 && id < tokenizer.size)).toBe(true);
      }),
    );
  });

  test('refuses an empty text', () => {
    expect(() => characterTokenizer('')).toThrow(
      new DataError('characterTokenizer: text is empty: 0 characters; a text with the characters to learn is expected'),
    );
  });

  test('decode refuses what is not an id', () => {
    const message = (given: string) => new DataError(`decode: not an id: ids[1] is ${given}; whole numbers from 0 to 3 are expected`);
    const tokenizer = characterTokenizer('abc');
    expect(() => tokenizer.decode([1, 4])).toThrow(message('4'));
    expect(() => tokenizer.decode([1, -1])).toThrow(message('-1'));
    expect(() => tokenizer.decode([1, 0.5])).toThrow(message('0.5'));
  });
});

describe('characterTokenizerFromJSON', () => {
  test('makes the same tokenizer from what toJSON gave, by way of text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokenizer = characterTokenizer(text);
        const again = characterTokenizerFromJSON(JSON.parse(JSON.stringify(tokenizer)));
        expect(again.encode(text)).toEqual(tokenizer.encode(text));
        expect(again.characters).toEqual(tokenizer.characters);
      }),
    );
  });

  test('is for halves of characters too, which JSON escapes', () => {
    const text = '\u{D83D}\n\u{DE00}';
    const again = characterTokenizerFromJSON(JSON.parse(JSON.stringify(characterTokenizer(text))));
    expect(again.decode(again.encode(text))).toBe(text);
  });

  test.each([
    [null, 'null'],
    ['characters', '"characters"'],
    [{ kind: 'words', characters: ['a'] }, 'an object with keys [kind, characters]'],
    [{ kind: 'characters', characters: [] }, 'an object with keys [kind, characters]'],
    [[1, 2], 'an array of 2'],
  ])('refuses %j', (json, given) => {
    expect(() => characterTokenizerFromJSON(json)).toThrow(
      new DataError(
        `characterTokenizerFromJSON: not a character tokenizer: ${given}; ` +
          'an object { kind: "characters", characters: ["a", "b", …] } is expected',
      ),
    );
  });

  test.each([
    [['b', 'a'], 'characters[1] is "a"'],
    [['a', 'a'], 'characters[1] is "a"'],
    [['a', 'bc'], 'characters[1] is "bc"'],
    [['a', ''], 'characters[1] is ""'],
    [[7], 'characters[0] is 7'],
  ])('refuses the vocabulary %j', (characters, given) => {
    expect(() => characterTokenizerFromJSON({ kind: 'characters', characters })).toThrow(
      new DataError(
        `characterTokenizerFromJSON: vocabulary is damaged: ${given}; ` +
          'single characters by ascending code point are expected; save the tokenizer again',
      ),
    );
  });
});
