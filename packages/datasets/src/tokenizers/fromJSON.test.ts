import { expect, test } from 'vitest';
import { DataError } from '../error.js';
import { byteTokenizer } from './bytes.js';
import { characterTokenizer } from './characters.js';
import { tokenizerFromJSON } from './fromJSON.js';
import { graphemeTokenizer } from './graphemes.js';
import { wordTokenizer } from './words.js';

const text = 'Call me Ishmael, e\u{301}!';

test.each([
  ['bytes', byteTokenizer()],
  ['characters', characterTokenizer(text)],
  ['graphemes', graphemeTokenizer(text)],
  ['words', wordTokenizer(text)],
])('a tokenizer of %s comes back from its JSON by its kind', (kind, tokenizer) => {
  const json: unknown = JSON.parse(JSON.stringify(tokenizer));
  expect(json).toMatchObject({ kind });
  const again = tokenizerFromJSON(json);
  expect([again.size, again.encode(text), again.toJSON()]).toEqual([tokenizer.size, tokenizer.encode(text), json]);
});

test('tokenizerFromJSON refuses other kinds', () => {
  const expected = 'an object whose kind is characters, bytes, words, graphemes is expected';
  expect(() => tokenizerFromJSON({ kind: 'toString' })).toThrow(new DataError(`tokenizerFromJSON: not a tokenizer: kind "toString"; ${expected}`));
  expect(() => tokenizerFromJSON([1])).toThrow(new DataError(`tokenizerFromJSON: not a tokenizer: an array of 1; ${expected}`));
});
