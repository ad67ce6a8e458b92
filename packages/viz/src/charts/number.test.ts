import { expect, test } from 'vitest';
import { countInWords, percent, readable } from './number.js';

test('numbers have three digits that count, and powers of ten where they are far from one', () => {
  expect([0, 1, 0.12345, 12345.6, 2.0004, 1e-30, 1.26e35, -0.5, 0.001, 9_999_999].map(readable)).toEqual(
    ['0', '1', '0.123', '12,346', '2', '1e-30', '1.3e35', '−0.5', '0.001', '9,999,999'],
  );
});

test('large counts are in words', () => {
  expect([12, 657_875, 3_805_863, 99_975_168, 1.204e9].map((count) => countInWords(count))).toEqual([
    { en: '12', ko: '12' },
    { en: '657,875', ko: '657,875' },
    { en: '3.81 million', ko: '381만' },
    { en: '100 million', ko: '1억' },
    { en: '1.2 billion', ko: '12억' },
  ]);
});

test('shares are per cent with at most one decimal', () => {
  expect([0, 0.1, 0.9824, 1].map(percent)).toEqual(['0%', '10%', '98.2%', '100%']);
});
