import { describe, expect, test } from 'vitest';
import { byteSize, count, decimal, decimalsFor, duration, shellWord } from './format.js';

describe('format', () => {
  test('groups the digits of a count', () => {
    expect([0, 999, 1000, 1190317].map(count)).toEqual(['0', '999', '1,000', '1,190,317']);
  });

  test('shows two units of a duration at most', () => {
    expect([0, 8400, 59_600, 65_000, 3_599_000, 7_380_000].map(duration)).toEqual(['0s', '8s', '1m 00s', '1m 05s', '59m 59s', '2h 03m']);
  });

  test('shows bytes in decimal units', () => {
    expect([12, 412_345, 1_234_567].map(byteSize)).toEqual(['12 bytes', '412 kB', '1.2 MB']);
  });

  test('shows about four significant digits, never an exponent', () => {
    expect([0, 17.3051, 448.2, 12345.6, 0.00234567, -1.5, NaN, Infinity].map((value) => decimal(value))).toEqual([
      '0', '17.31', '448.2', '12346', '0.002346', '-1.500', '–', '–',
    ]);
    expect(decimalsFor([9.5, 450.25, NaN])).toBe(1);
    expect(decimal(9.5, 1)).toBe('9.5');
  });

  test('quotes words for a shell where that is needed', () => {
    expect(['a-b_c.txt', './x/y=1', 'my novel.txt', "it's", ''].map(shellWord)).toEqual(['a-b_c.txt', './x/y=1', "'my novel.txt'", `'it'\\''s'`, "''"]);
  });
});
