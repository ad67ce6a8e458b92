import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byCodePoint } from './vocabulary.js';

test('byCodePoint orders like lists of code points', () => {
  const points = (text: string) => Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const lists = (a: number[], b: number[]): number => {
    if (a.length === 0 || b.length === 0) return a.length - b.length;
    return a[0] - b[0] || lists(a.slice(1), b.slice(1));
  };
  const near = fc.array(fc.constantFrom('a', '\u{FF21}', '😀', '😁', '𐀀', '\u{10FFFF}', '\u{D83D}'), { maxLength: 5 }).map((all) => all.join(''));
  fc.assert(
    fc.property(near, near, (a, b) => {
      expect(Math.sign(byCodePoint(a, b))).toBe(Math.sign(lists(points(a), points(b))));
    }),
  );
});
