import { describe, expect, test } from 'vitest';
import { refusal } from '../testing/refusal.js';
import { foldIn, randomBits, randomKey, splitKey } from './key.js';

const words = (values: Uint32Array): string => Array.from(values, (word) => word.toString(16).padStart(8, '0')).join(' ');

describe('randomKey', () => {
  test('takes all 53 bits of a seed', () => {
    expect(randomKey(1)).toEqual({ word0: 0, word1: 1 });
    expect(randomKey(4294967296)).toEqual({ word0: 1, word1: 0 });
    expect(randomKey(Number.MAX_SAFE_INTEGER)).toEqual({ word0: 0x1fffff, word1: 0xffffffff });
  });

  test.each([-1, 0.5, NaN, 2 ** 53, Infinity])('refuses %d', (seed) => {
    expect(refusal(() => randomKey(seed))).toBe(`ValueError: randomKey: not a seed: ${seed}; a whole number from 0 to 2^53 − 1 is expected`);
  });
});

describe('randomBits', () => {
  test('gives these words, on every engine', () => {
    expect(words(randomBits(randomKey(0), 4))).toMatchInlineSnapshot(`"6b200159 99ba4efe 375f238f cddb151d"`);
    expect(words(randomBits(randomKey(42), 3))).toMatchInlineSnapshot(`"6d3e048f 1022172d 03d7b32d"`);
  });

  test('gives word i by key and i alone: a longer draw starts with the shorter one', () => {
    const long = randomBits(randomKey(3), 101);
    for (const count of [0, 1, 2, 50, 51]) expect(randomBits(randomKey(3), count)).toEqual(long.slice(0, count));
  });

  test('sets every bit half of the time', () => {
    const drawn = randomBits(randomKey(5), 20000);
    for (let bit = 0; bit < 32; bit++) {
      const share = drawn.reduce((count, word) => count + ((word >>> bit) & 1), 0) / drawn.length;
      expect(Math.abs(share - 0.5), `bit ${bit}`).toBeLessThan(4 * (0.5 / Math.sqrt(20000)));
    }
  });
});

describe('derived keys', () => {
  test('are these, on every engine', () => {
    expect(foldIn(randomKey(0), 0)).toMatchInlineSnapshot(`
      {
        "word0": 3520496301,
        "word1": 2513315811,
      }
    `);
    expect(foldIn(randomKey(0), 4294967295)).toMatchInlineSnapshot(`
      {
        "word0": 145227835,
        "word1": 1976240827,
      }
    `);
  });

  test('of one key all differ, and so do those of other keys', () => {
    const keys = [randomKey(0), randomKey(1)].flatMap((key) => splitKey(key, 5000));
    expect(new Set(keys.map(({ word0, word1 }) => `${word0} ${word1}`)).size).toBe(10000);
  });

  test('are the same however many are split off, and those of foldIn', () => {
    const key = randomKey(9);
    expect(splitKey(key)).toEqual([foldIn(key, 0), foldIn(key, 1)]);
    expect(splitKey(key, 5).slice(0, 2)).toEqual(splitKey(key));
  });

  test('draw numbers that have nothing to do with each other, nor with those of the key itself', () => {
    const parent = randomKey(7);
    const [a, b, c] = [parent, ...splitKey(parent)].map((key) => Array.from(randomBits(key, 10000), (word) => word / 4294967296 - 0.5));
    const correlation = (x: number[], y: number[]): number => (12 / x.length) * x.reduce((total, value, index) => total + value * y[index], 0);
    for (const [x, y] of [[a, b], [a, c], [b, c]]) expect(Math.abs(correlation(x, y))).toBeLessThan(0.04);
    expect(correlation(a, a)).toBeCloseTo(1, 1);
  });

  test.each([-1, 0.5, 4294967296, NaN])('are refused for the index %d, which would be that of another key', (index) => {
    expect(refusal(() => foldIn(randomKey(0), index))).toBe(`ValueError: foldIn: not an index: ${index}; a whole number from 0 to 2^32 − 1 is expected`);
  });
});

test('splitKey refuses a count that is none', () => {
  expect(refusal(() => splitKey(randomKey(0), -1))).toBe('ValueError: splitKey: not a count: -1; a whole number, 0 or more, is expected');
});
