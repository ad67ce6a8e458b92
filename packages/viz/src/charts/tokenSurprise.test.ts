import { expect, test } from 'vitest';
import { contrastRatio } from '../contrast.js';
import { themes } from '../theme.js';
import { expectEveryLook } from '../testing/everyLook.js';
import { tokenSurprise } from './tokenSurprise.js';

const tokens = [...'The sea is calm.\n바다는 고요하다.'];
const bits = tokens.map((_, index) => (index === 0 ? null : (index * 7) % 9));

test('a text with Hangul is drawn in every look, every character in it', async () => {
  const [english, korean] = await expectEveryLook((options) => tokenSurprise({ tokens, bits }, options));
  for (const character of ['T', '␣', '⏎', '바', '요']) expect(english).toContain(`>${character}</text>`);
  expect(korean).toContain('>비트</text>');
});

test('each token is written in a colour of 4.5:1 on its own, in both modes', () => {
  for (const mode of ['light', 'dark'] as const) {
    const { spec } = tokenSurprise({ tokens: ['a', 'b', 'c', 'd'], bits: [0, 8, null, 4], strongest: 8 }, { mode });
    const { values } = (spec as unknown as { data: { values: readonly { ink: string; value: number | null }[] } }).data;
    const { sequential, surface } = themes[mode];
    const backgrounds = [sequential[0], sequential[5], surface];
    values.slice(0, 3).forEach(({ ink }, index) => expect(contrastRatio(ink, backgrounds[index])).toBeGreaterThanOrEqual(4.5));
    expect(values[2].value).toBeNull();
  }
});

test('the description gives the mean, the most surprising tokens and the text', () => {
  expect(tokenSurprise({ tokens: ['a', ' ', 'b', 'c'], bits: [null, 1, 6, 2] }).description).toBe(
    'A text of 4 tokens, each coloured by its surprise in bits: mean 3; the most surprising are b (6), c (2), ␣ (1). The text: a bc',
  );
});

test('nothing, lists of different lengths, and negative bits are refused', () => {
  expect(() => tokenSurprise({ tokens: [], bits: [] })).toThrow('tokenSurprise: nothing to draw: tokens is empty');
  expect(() => tokenSurprise({ tokens: ['a'], bits: [null] })).toThrow('bits that are not null is empty');
  expect(() => tokenSurprise({ tokens: ['a', 'b'], bits: [1] })).toThrow('bits has 1 items; expected 2, one for each of the tokens');
  expect(() => tokenSurprise({ tokens: ['a'], bits: [-1] })).toThrow('bits that are not null[0] is -1; expected a number from 0');
});
