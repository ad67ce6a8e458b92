import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureTextWidth } from './render/textWidth.js';
import { shortenText, wrapText } from './wrapText.js';

const words = fc.array(fc.stringMatching(/^[a-z가-힣]{1,12}$/), { minLength: 1, maxLength: 30 });

test('a short text is one line, a longer one breaks at spaces', () => {
  expect(wrapText('Loss over the steps', 15, 300)).toEqual(['Loss over the steps']);
  expect(wrapText('Loss over the steps', 15, 80)).toEqual(['Loss over', 'the steps']);
});

test('no word is lost, and no line with more than one word is too wide', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 10, max: 400 }), (list, width) => {
      const lines = wrapText(list.join(' '), 12, width);
      expect(lines.join(' ')).toBe(list.join(' '));
      for (const line of lines) if (line.includes(' ')) expect(measureTextWidth(line, 12)).toBeLessThanOrEqual(width);
    }),
  );
});

test('a text that fits is left alone, a longer one ends in an ellipsis and fits', () => {
  expect(shortenText('LSTM', 11, 100)).toBe('LSTM');
  const short = shortenText('logistic regression', 11, 60);
  expect(short).toMatch(/^logis.*…$/);
  expect(measureTextWidth(short, 11)).toBeLessThanOrEqual(60);
});
