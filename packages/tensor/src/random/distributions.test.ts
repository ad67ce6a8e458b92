import { describe, expect, test } from 'vitest';
import { hex } from '../testing/bits.js';
import { refusal } from '../testing/refusal.js';
import { categorical, normal, permutation, uniform } from './distributions.js';
import { foldIn, randomBits, randomKey } from './key.js';

const COUNT = 100000;

/** Mean, variance, skewness and excess kurtosis. */
function moments(values: ArrayLike<number>): [number, number, number, number] {
  const list = Array.from(values);
  const average = (f: (value: number) => number): number => list.reduce((total, value) => total + f(value), 0) / list.length;
  const mean = average((value) => value);
  const variance = average((value) => (value - mean) ** 2);
  return [mean, variance, average((value) => (value - mean) ** 3) / variance ** 1.5, average((value) => (value - mean) ** 4) / variance ** 2 - 3];
}

describe('uniform', () => {
  test('gives these bits, on every engine', () => {
    expect(hex(uniform(randomKey(0), [4]).data)).toMatchInlineSnapshot(`"3ed64002 3f19ba4e 3e5d7c8c 3f4ddb15"`);
    expect(hex(uniform(randomKey(0), [4], { min: -2, max: 3 }).data)).toMatchInlineSnapshot(`"3dbd0020 3f8051c4 bf6b2450 400151da"`);
  });

  test('makes a number of the upper 24 bits of each word', () => {
    const expected = Array.from(randomBits(randomKey(1), 6), (word) => (word >>> 8) / 16777216);
    expect(Array.from(uniform(randomKey(1), [2, 3]).data)).toEqual(expected);
  });

  test('has the moments of the uniform distribution', () => {
    const [mean, variance, skewness, kurtosis] = moments(uniform(randomKey(2), [COUNT]).data);
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.003);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.001);
    expect(Math.abs(skewness)).toBeLessThan(0.02);
    expect(Math.abs(kurtosis + 1.2)).toBeLessThan(0.02);
  });

  test.each([[0, 1], [-1, 0], [-3, -1], [1e6, 1e6 + 1], [-1e-30, 1e-30], [0, 1e38]])('stays in [%d, %d)', (min, max) => {
    const { data } = uniform(randomKey(3), [20000], { min, max });
    expect(data.every((value) => value >= Math.fround(min) && value < Math.fround(max))).toBe(true);
  });

  test('refuses an interval without numbers', () => {
    const form = (given: string): string => `ValueError: uniform: not an interval: ${given}; min < max is expected, and max − min finite in float32`;
    expect(refusal(() => uniform(randomKey(0), [1], { min: 1, max: 1 }))).toBe(form('from 1 to 1'));
    expect(refusal(() => uniform(randomKey(0), [1], { min: 0, max: NaN }))).toBe(form('from 0 to NaN'));
    expect(refusal(() => uniform(randomKey(0), [1], { min: -3e38, max: 3e38 }))).toBe(form('from -3e+38 to 3e+38'));
  });
});

describe('normal', () => {
  test('gives these bits, on every engine', () => {
    expect(hex(normal(randomKey(0), [4]).data)).toMatchInlineSnapshot(`"be52c84c 3e826011 bf48e66b 3f5b3ffa"`);
    expect(hex(normal(randomKey(0), [4], { mean: 5, deviation: 0.1 }).data)).toMatchInlineSnapshot(`"409f5760 40a0d09a 409d7d1f 40a2bd9a"`);
  });

  test('has the moments of the normal distribution', () => {
    const [mean, variance, skewness, kurtosis] = moments(normal(randomKey(4), [COUNT], { mean: 3, deviation: 2 }).data);
    expect(Math.abs(mean - 3)).toBeLessThan(0.03);
    expect(Math.abs(variance - 4)).toBeLessThan(0.08);
    expect(Math.abs(skewness)).toBeLessThan(0.03);
    expect(Math.abs(kurtosis)).toBeLessThan(0.06);
  });

  test('has the share of each tail that it should', () => {
    const { data } = normal(randomKey(5), [COUNT]);
    const share = (limit: number): number => data.filter((value) => Math.abs(value) > limit).length / COUNT;
    expect(share(1)).toBeCloseTo(0.3173, 2);
    expect(share(2)).toBeCloseTo(0.0455, 2);
    expect(share(3)).toBeCloseTo(0.0027, 3);
    expect(data.every(Number.isFinite)).toBe(true);
  });

  test('keeps the shape and knows nothing of its neighbours: element i is that of a longer draw', () => {
    expect(normal(randomKey(6), [2, 3]).shape).toEqual([2, 3]);
    expect(normal(randomKey(6), [6]).data).toEqual(normal(randomKey(6), [11]).data.slice(0, 6));
  });
});

describe('permutation', () => {
  test.each([0, 1, 2, 3, 10, 1000])('of %i holds each number once', (n) => {
    expect(Array.from(permutation(randomKey(7), n)).sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, index) => index));
  });

  test('gives this order, on every engine', () => {
    expect(Array.from(permutation(randomKey(0), 10)).join(' ')).toMatchInlineSnapshot(`"2 9 0 5 6 3 8 7 4 1"`);
  });

  test('gives every order equally often', () => {
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 6000; draw++) {
      const order = permutation(foldIn(randomKey(8), draw), 3).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});

describe('categorical', () => {
  test('draws each index as often as its weight says, which need not sum to 1', () => {
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 10000; draw++) counts[categorical(foldIn(randomKey(9), draw), [1, 0, 6, 3])]++;
    expect(counts[1]).toBe(0);
    for (const [index, expected] of [[0, 1000], [2, 6000], [3, 3000]]) expect(Math.abs(counts[index] - expected)).toBeLessThan(200);
  });

  test('takes typed arrays, and the only index with weight', () => {
    expect(categorical(randomKey(1), Float32Array.of(0, 0, 0.1, 0))).toBe(2);
  });

  test('refuses weights that are negative, not finite, all 0 or missing', () => {
    const form = (sum: string): string => `ValueError: categorical: not weights: their sum is ${sum}; finite weights, 0 or more, not all 0, are expected`;
    expect(refusal(() => categorical(randomKey(0), [1, -1]))).toBe(form('NaN'));
    expect(refusal(() => categorical(randomKey(0), [1, NaN]))).toBe(form('NaN'));
    expect(refusal(() => categorical(randomKey(0), [1, Infinity]))).toBe(form('Infinity'));
    expect(refusal(() => categorical(randomKey(0), [0, 0]))).toBe(form('0'));
    expect(refusal(() => categorical(randomKey(0), []))).toBe(form('0'));
  });
});

test('a normal distribution of no deviation, and what is no shape or count, are refused', () => {
  for (const [mean, deviation] of [[0, -1], [0, NaN], [Infinity, 1]]) {
    expect(refusal(() => normal(randomKey(0), [1], { mean, deviation }))).toBe(
      `ValueError: normal: no such distribution: mean ${mean}, deviation ${deviation}; finite numbers are expected, the deviation 0 or more`,
    );
  }
  const noShape = (name: string): string => `ShapeError: ${name}: not a shape: [-1]; a shape is an array of whole numbers, each 0 or more`;
  expect(refusal(() => normal(randomKey(0), [-1]))).toBe(noShape('normal'));
  expect(refusal(() => uniform(randomKey(0), [-1]))).toBe(noShape('uniform'));
  expect(refusal(() => permutation(randomKey(0), 1.5))).toBe('ValueError: randomBits: not a count: 1.5; a whole number, 0 or more, is expected');
});
