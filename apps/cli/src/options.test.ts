import { expect, test } from 'vitest';
import { levels, real, whole } from './options.js';

test('options take whole numbers, numbers and lists of probabilities, and nothing else', () => {
  expect([whole('12'), whole('-1'), real('0.5'), real('1e-3')]).toEqual([12, -1, 0.5, 0.001]);
  expect(levels('0.8,0.95', undefined)).toEqual([0.8, 0.95]);
  expect(levels('0.5', [0.8])).toEqual([0.8, 0.5]);
  for (const text of ['', ' ', '1.5', 'ten', '1e99']) expect(() => whole(text)).toThrow('A whole number is expected.');
  for (const text of ['', 'x', 'Infinity', 'NaN']) expect(() => real(text)).toThrow('A number is expected.');
});
