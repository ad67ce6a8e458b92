import { randomKey } from '@rekur/tensor';
import { expect, test } from 'vitest';
import { drawsOf } from './draws.js';

test('draws are the same for the same key, and go on evenly for as long as they are asked', () => {
  const [first, again, other] = [1, 1, 2].map((seed) => drawsOf(randomKey(seed)));
  const series = Array.from({ length: 60_000 }, () => first.between(-1, 4));
  expect(series.slice(0, 200)).toEqual(Array.from({ length: 200 }, () => again.between(-1, 4)));
  expect(series.slice(0, 200)).not.toEqual(Array.from({ length: 200 }, () => other.between(-1, 4)));
  for (const value of [-1, 0, 1, 2, 3, 4]) {
    // Five standard deviations of a count of 60,000 draws.
    expect(Math.abs(series.filter((drawn) => drawn === value).length - 10_000)).toBeLessThan(460);
  }
});

test('unit draws lie in [0, 1) and have the mean 1/2', () => {
  const draws = drawsOf(randomKey(0));
  const values = Array.from({ length: 10_000 }, draws.unit);
  expect(values.every((value) => value >= 0 && value < 1 && Math.fround(value) === value)).toBe(true);
  expect(Math.abs(values.reduce((sum, value) => sum + value) / 10_000 - 0.5)).toBeLessThan(0.015);
});
