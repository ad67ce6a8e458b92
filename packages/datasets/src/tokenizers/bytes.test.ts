import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '../error.js';
import { byteTokenizer, byteTokenizerFromJSON } from './bytes.js';

describe('byteTokenizer', () => {
  const tokenizer = byteTokenizer();

  test('gives the bytes of UTF-8', () => {
    expect([tokenizer.size, tokenizer.encode('Aé€😀')]).toEqual([
      256,
      // The examples of RFC 3629 and of Wikipedia's article on UTF-8.
      Int32Array.of(0x41, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80),
    ]);
    expect(tokenizer.encode('')).toEqual(new Int32Array(0));
  });

  test('decode undoes encode for every well-formed text, a byte order mark included', () => {
    expect(tokenizer.decode(tokenizer.encode('\u{FEFF}a'))).toBe('\u{FEFF}a');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // The lone halves that a random text may hold are not of a well-formed one.
        const wellFormed = text.replace(/[\uD800-\uDFFF]/gu, '');
        expect(tokenizer.decode(tokenizer.encode(wellFormed))).toBe(wellFormed);
        expect(tokenizer.unknownIn(wellFormed)).toEqual([]);
      }),
    );
  });

  test('half of a surrogate pair is unknown, and bytes that are not UTF-8 decode to U+FFFD', () => {
    expect(tokenizer.unknownIn('a\u{D83D}b\u{D83D}😀')).toEqual(['\u{D83D}']);
    expect(tokenizer.decode([0x41, 0xe2, 0x82])).toBe('A\u{FFFD}');
  });

  test('decode refuses what is not a byte', () => {
    for (const wrong of [256, -1, 0.5]) {
      expect(() => tokenizer.decode([1, wrong])).toThrow(
        new DataError(`decode: not an id: ids[1] is ${wrong}; whole numbers from 0 to 255 are expected`),
      );
    }
  });

  test('comes back from JSON', () => {
    const again = byteTokenizerFromJSON(JSON.parse(JSON.stringify(tokenizer)));
    expect(again.encode('é')).toEqual(tokenizer.encode('é'));
    expect(() => byteTokenizerFromJSON({ kind: 'words' })).toThrow(
      new DataError('byteTokenizerFromJSON: not a byte tokenizer: an object with keys [kind]; an object { kind: "bytes" } is expected'),
    );
  });
});
