import { expect, test } from 'vitest';
import { resampled, sparkline } from './sparkline.js';

test('a sparkline goes from the least to the greatest; what is no number leaves a gap', () => {
  expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe('▁▂▃▄▅▆▇█');
  expect(sparkline([5, NaN, 5, -Infinity])).toBe('▁ ▁ ');
  expect(sparkline([0, 10], [0, 5])).toBe('▁█');
  expect(sparkline([])).toBe('');
});

test('resampled takes means of neighbours, and leaves a short series as it is', () => {
  expect(resampled([1, 3, 5, 7], 2)).toEqual([2, 6]);
  expect(resampled([1, 2, 3], 10)).toEqual([1, 2, 3]);
});
