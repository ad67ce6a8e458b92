import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { errorByPosition } from './errorByPosition.js';

test('letters of words are drawn in every look, first letters marked, chance explained', async () => {
  const tokens = [...'manyyearsagoaboyandgirllivedbythesea'];
  const errors = tokens.map((_, index) => 1 + (index % 4));
  const marked = { positions: [0, 4, 9, 12], meaning: 'first letters' };
  const [english, korean] = await expectEveryLook((options) => errorByPosition({ tokens, errors, marked, chance: 3 }, options));
  for (const words of ['Error at each position', 'first letters', 'others', 'dashed: chance, 3']) expect(english).toContain(`>${words}<`);
  for (const words of ['위치별 오차', '나머지', '점선: 우연 수준 3']) expect(korean).toContain(`>${words}<`);
});

test('a cycle of three is drawn in every look, with phrases as labels', async () => {
  const [english] = await expectEveryLook((options) => errorByPosition({ tokens: ['first bit', 'second bit', 'their XOR'], errors: [0.25, 0.25, 0] }, options));
  expect(english).toContain('>first bit<');
});

test('the description compares what is marked with the rest', () => {
  expect(errorByPosition({ tokens: ['a', 'b', 'c'], errors: [3, 1, 2], marked: { positions: [0], meaning: 'first letters' } }).description).toBe(
    'The error at each of 3 positions, mean 2. a 3, b 1, c 2. Mean at first letters: 3; elsewhere: 1.5.',
  );
});

test('nothing, lists of different lengths, and negative errors are refused', () => {
  expect(() => errorByPosition({ tokens: [], errors: [] })).toThrow('errorByPosition: nothing to draw: tokens is empty');
  expect(() => errorByPosition({ tokens: ['a'], errors: [1, 2] })).toThrow('errors has 2 items; expected 1');
  expect(() => errorByPosition({ tokens: ['a'], errors: [-2] })).toThrow('errors[0] is -2');
});
