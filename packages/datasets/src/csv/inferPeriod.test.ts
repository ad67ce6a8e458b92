import { normal, randomKey } from '@rekur/tensor';
import { expect, test } from 'vitest';
import { airPassengers } from '../airPassengers.js';
import { inferPeriod } from './inferPeriod.js';

const noise = (seed: number, length: number, deviation = 1) => normal(randomKey(seed), [length], { deviation }).data;
const series = (length: number, value: (index: number) => number) => Array.from({ length }, (_, index) => value(index));

test('inferPeriod finds the year in airline passengers', async () => {
  expect(inferPeriod((await airPassengers()).values)).toBe(12);
});

test.each([2, 3, 7, 12, 24, 52])('inferPeriod finds a season of %i steps under a trend and noise', (period) => {
  const shape = noise(1, period, 2);
  const disturbed = noise(2, 300, 0.3);
  expect(inferPeriod(series(300, (index) => shape[index % period] + 0.02 * index + disturbed[index]))).toBe(period);
});

test('inferPeriod finds a season in a wandering level', () => {
  let level = 0;
  const steps = noise(3, 200, 0.5);
  expect(inferPeriod(series(200, (index) => (level += steps[index]) + (index % 7 === 0 ? 3 : 0)))).toBe(7);
});

test('inferPeriod sees no season in noise, a random walk, a line, equal values and short series', () => {
  let level = 0;
  const steps = noise(4, 300);
  expect(inferPeriod(steps)).toBe(1);
  expect(inferPeriod(series(300, (index) => (level += steps[index])))).toBe(1);
  expect(inferPeriod(series(100, (index) => 0.1 * index + 0.7))).toBe(1);
  expect(inferPeriod(series(100, () => 0.1))).toBe(1);
  expect([[], [1], [1, 2], [1, 2, 1, 2, 1]].map(inferPeriod)).toEqual([1, 1, 1, 1]);
});
