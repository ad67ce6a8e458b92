import { expect, test } from 'vitest';
import { formatDecimal, shortestFloat32 } from './decimal.js';
import { fromBits } from './testing/ulp.js';

test('the shortest decimal of a float32 reads back as it', () => {
  for (let word = 0; word < 2 ** 32; word += 2097593) {
    const value = fromBits(word);
    expect(Math.fround(shortestFloat32(value))).toBe(value);
  }
});

test.each([
  [0.1, '0.1'],
  [1 / 3, '0.33333334'],
  [16777216, '16777216'],
  [1e-45, '1e-45'],
  [3.4028235e38, '3.4028235e+38'],
  [-0, '-0'],
  [NaN, 'NaN'],
  [-Infinity, '-Infinity'],
])('%d as float32 is %s', (value, text) => expect(formatDecimal(Math.fround(value), 'float32')).toBe(text));

test('float64 keeps all digits', () => expect(formatDecimal(Math.fround(0.1), 'float64')).toBe('0.10000000149011612'));
