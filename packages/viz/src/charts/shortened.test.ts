import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureTextWidth } from '../render/textWidth.js';
import { shortened } from './shortened.js';

test('a text that fits stays, one that does not ends in an ellipsis', () => {
  expect(shortened('cat', 100)).toBe('cat');
  expect(shortened('a much longer text', 50)).toBe('a much…');
});

test('what comes out is never wider than allowed', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 30, max: 200 }), (text, width) => {
      expect(measureTextWidth(shortened(text, width), 11)).toBeLessThanOrEqual(width);
    }),
  );
});
