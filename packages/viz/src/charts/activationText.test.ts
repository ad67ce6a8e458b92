import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { activationText } from './activationText.js';

const tokens = [...'He said: "the sea is calm," and left.'];
const activations = tokens.map((_, index) => (index > 9 && index < 26 ? 0.9 : -0.8));

test('a text in the colours of a unit is drawn in every look', async () => {
  const [english, korean] = await expectEveryLook((options) => activationText({ tokens, activations, unit: 'cell 17' }, options));
  expect(english).toContain('Activation of cell 17 along a text');
  expect(korean).toContain('텍스트에 따른 활성값: cell 17');
});

test('the description gives the range and how often the unit is positive', () => {
  expect(activationText({ tokens: ['a', 'b'], activations: [-0.5, 0.25] }).description).toBe(
    'A text of 2 tokens, coloured by the activation of one unit: from −0.5 to 0.25, positive at 1 tokens. The text: ab',
  );
});

test('a tab, a control character and markup are drawn as text', async () => {
  await expectEveryLook((options) => activationText({ tokens: ['\t', '\u0000', '<b>', '&', '"'], activations: [0, 0.1, 3, -3, 1] }, options));
});

test('nothing, lists of different lengths, and values that are not finite are refused', () => {
  expect(() => activationText({ tokens: [], activations: [] })).toThrow('activationText: nothing to draw: tokens is empty');
  expect(() => activationText({ tokens: ['a'], activations: [] })).toThrow('activations has 0 items; expected 1');
  expect(() => activationText({ tokens: ['a'], activations: [Number.NaN] })).toThrow('activations[0] is NaN; expected a finite number');
  expect(() => activationText({ tokens: ['a'], activations: [0], strongest: 0 })).toThrow('strongest[0] is 0');
});
