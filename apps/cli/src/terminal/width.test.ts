import { expect, test } from 'vitest';
import { displayWidth, fitting } from './width.js';

test.each([
  ['', 0],
  ['naïve', 5],
  ['nai\u0308ve', 5],
  ['한국어', 6],
  ['漢字かな', 8],
  ['😀 ok', 5],
  ['👩‍👩‍👧‍👦', 2],
  ['❤️', 2],
  ['🇰🇷', 2],
  ['12 … →', 6],
  ['\u200d', 0],
])('%j takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('a text is cut between characters, where the columns end', () => {
  expect(fitting('한국어', 5)).toBe('한국');
  expect(fitting('a👩‍👩‍👧‍👦b', 2)).toBe('a');
  expect(fitting('a👩‍👩‍👧‍👦b', 3)).toBe('a👩‍👩‍👧‍👦');
  expect(fitting('abc', 9)).toBe('abc');
});
