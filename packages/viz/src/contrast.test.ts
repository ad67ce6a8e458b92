import fc from 'fast-check';
import { expect, test } from 'vitest';
import { colorAt, contrastRatio, inkOn, relativeLuminance, TEXT_CONTRAST } from './contrast.js';
import { themes } from './theme.js';

const hexColor = fc.integer({ min: 0, max: 0xffffff }).map((code) => `#${code.toString(16).padStart(6, '0')}`);

test('black and white have the contrast 21, and #767676 is the lightest grey that text on white may have', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBe(21);
  expect(contrastRatio('#767676', '#ffffff')).toBeGreaterThanOrEqual(4.5);
  expect(contrastRatio('#777777', '#ffffff')).toBeLessThan(4.5);
});

test('luminances of the primary colours are those of WCAG', () => {
  expect(relativeLuminance('#ff0000')).toBeCloseTo(0.2126, 10);
  expect(relativeLuminance('#00ff00')).toBeCloseTo(0.7152, 10);
  expect(relativeLuminance('#0000ff')).toBeCloseTo(0.0722, 10);
});

test('contrast does not depend on the order of the colours', () => {
  fc.assert(fc.property(hexColor, hexColor, (one, other) => contrastRatio(one, other) === contrastRatio(other, one)));
});

test('text finds a colour of 4.5:1 on every background, in both modes', () => {
  fc.assert(
    fc.property(hexColor, fc.constantFrom(themes.light, themes.dark), (background, theme) => {
      expect(contrastRatio(inkOn(background, theme), background)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
    }),
  );
});

test('colours between colours: ends, middle, and what lies outside is taken to the end', () => {
  const colors = ['#000000', '#808080', '#ff0000'];
  expect([-1, 0, 0.25, 0.5, 1, 7].map((fraction) => colorAt(colors, fraction))).toEqual(['#000000', '#000000', '#404040', '#808080', '#ff0000', '#ff0000']);
});
