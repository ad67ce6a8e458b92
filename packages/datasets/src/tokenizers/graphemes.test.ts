import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '../error.js';
import { graphemeTokenizer, graphemeTokenizerFromJSON } from './graphemes.js';

/** Texts of what joins with its neighbours: accents, joiners, flags, letters of syllables. */
const joined = fc
  .array(fc.constantFrom('e', '\u{301}', '\u{323}', '\u{E9}', '\u{1112}', '\u{1161}', '\u{11AB}', '👩', '\u{200D}', '\u{1F3FD}', '\u{1F1EB}', '\r', '\n', '\u{915}', '\u{94D}', '\u{D83D}'), {
    minLength: 1,
    maxLength: 20,
  })
  .map((parts) => parts.join(''));

describe('graphemeTokenizer', () => {
  test.each([
    ['two ways to write é', 'e\u{301}\u{E9}', ['\u{E9}']],
    ['a letter with accents that no single code point has', 'x\u{302}\u{323}', ['x\u{323}\u{302}']],
    ['Korean syllables, whole or in letters', '한\u{1112}\u{1161}\u{11AB}글', ['글', '한']],
    ['a family joined by zero-width joiners', '👩‍👩‍👧a', ['a', '👩‍👩‍👧']],
    ['a flag of two regional indicators', '🇫🇷🇯🇵', ['🇫🇷', '🇯🇵']],
    ['a thumb with its skin tone', '👍🏽👍', ['👍', '👍🏽']],
    ['the end of a line in two characters', 'a\r\n', ['\r\n', 'a']],
  ])('takes %s as one', (_, text, graphemes) => {
    expect(graphemeTokenizer(text).graphemes).toEqual(graphemes);
  });

  test('decode undoes encode but for the normal form', () => {
    fc.assert(
      fc.property(fc.oneof(joined, fc.string({ unit: 'binary', minLength: 1 })), (text) => {
        const tokenizer = graphemeTokenizer(text);
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text.normalize('NFC'));
        expect(tokenizer.encode(text.normalize('NFD'))).toEqual(tokenizer.encode(text));
        expect(tokenizer.unknownIn(text)).toEqual([]);
        const again = graphemeTokenizerFromJSON(JSON.parse(JSON.stringify(tokenizer)));
        expect([again.graphemes, again.encode(text)]).toEqual([tokenizer.graphemes, tokenizer.encode(text)]);
      }),
    );
  });

  test('has one id for each grapheme, 0 for an unknown one', () => {
    const tokenizer = graphemeTokenizer('aé');
    expect([tokenizer.size, tokenizer.encode('e\u{301}👍🏽a'), tokenizer.decode([2, 0, 1])]).toEqual([3, Int32Array.of(2, 0, 1), 'é\u{FFFD}a']);
    expect(tokenizer.unknownIn('a👍🏽👍🏽👍')).toEqual(['👍🏽', '👍']);
  });

  test('refuses an empty text and what is not an id', () => {
    expect(() => graphemeTokenizer('')).toThrow(
      new DataError('graphemeTokenizer: text is empty: 0 characters; a text with the graphemes to learn is expected'),
    );
    expect(() => graphemeTokenizer('a').decode([2])).toThrow(
      new DataError('decode: not an id: ids[0] is 2; whole numbers from 0 to 1 are expected'),
    );
  });
});

describe('graphemeTokenizerFromJSON', () => {
  test.each([
    [['b', 'a'], 'graphemes[1] is "a"'],
    [['e\u{301}'], 'graphemes[0] is "e\u{301}"'],
    [[''], 'graphemes[0] is ""'],
    [[null], 'graphemes[0] is null'],
  ])('refuses the vocabulary %j', (graphemes, given) => {
    expect(() => graphemeTokenizerFromJSON({ kind: 'graphemes', graphemes })).toThrow(
      new DataError(
        `graphemeTokenizerFromJSON: vocabulary is damaged: ${given}; graphemes in normal form C by ascending code point are expected; save the tokenizer again`,
      ),
    );
  });
});
