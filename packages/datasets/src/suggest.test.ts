import { expect, test } from 'vitest';
import { didYouMean } from './suggest.js';

const known = ['moby-dick', 'air-passengers'];

test.each([
  ['mobydick', 'did you mean "moby-dick"?'],
  ['Moby-Dick', 'did you mean "moby-dick"?'],
  ['moby', 'did you mean "moby-dick"?'],
  ['airpasengers', 'did you mean "air-passengers"?'],
  ['sunspots', undefined],
  ['', undefined],
  ['a', undefined],
])('didYouMean(%j) is %j', (given, expected) => {
  expect(didYouMean(given, known)).toBe(expected);
});

test('didYouMean picks the nearest of several', () => {
  expect(didYouMean('valve', ['values', 'value'])).toBe('did you mean "value"?');
});

test('didYouMean does not mind how words are joined', () => {
  expect(didYouMean('learning-rate', ['hidden', 'learningRate', 'batch'])).toBe('did you mean "learningRate"?');
});
