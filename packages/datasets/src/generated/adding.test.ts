import { describe, expect, test } from 'vitest';
import { DataError } from '../error.js';
import { adding } from './adding.js';

/** Rows of a large batch as they are defined in the paper. */
function examples(options: { length?: number; variant?: '1997' | '2015' }, batch: number) {
  const { inputs, targets, lengths } = adding({ ...options, batch, seed: 3 }).at(0);
  const time = inputs.shape[1];
  return Array.from({ length: batch }, (_, row) => {
    const pairs = Array.from({ length: lengths.data[row] }, (__, step) => Array.from(inputs.data.subarray(2 * (row * time + step), 2 * (row * time + step) + 2)));
    const marked = pairs.flatMap(([, marker], step) => (marker === 1 ? [step] : []));
    return { pairs, marked, target: targets.data[row] };
  });
}

describe('adding of 1997', () => {
  const all = examples({}, 4000);

  test('marks one of the first ten and one of the first T/2 − 1 others, and the ends with −1', () => {
    const seen = new Set<number>();
    for (const { pairs, marked } of all) {
      expect(marked.length).toBe(2);
      expect(marked[0] < 10 && marked[1] <= 49).toBe(true);
      expect(pairs[pairs.length - 1][1]).toBe(-1);
      expect(pairs[0][1]).toBe(marked[0] === 0 ? 1 : -1);
      if (marked[0] === 0) expect(pairs[0][0]).toBe(0);
      expect(pairs.filter(([, marker]) => marker === 0).length).toBe(pairs.length - (marked[0] === 0 ? 3 : 4));
      expect(pairs.every(([value]) => value >= -1 && value < 1)).toBe(true);
      marked.forEach((step) => seen.add(step));
    }
    // T/2 − 1 = 49 steps beside the one that is marked already.
    expect(Array.from(seen).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, step) => step));
  });

  test('asks for 0.5 + (X1 + X2)/4', () => {
    for (const { pairs, marked, target } of all) {
      expect(target).toBeCloseTo(0.5 + (pairs[marked[0]][0] + pairs[marked[1]][0]) / 4, 6);
    }
  });

  test('has 100 to 110 steps, each as often', () => {
    const lengths = all.map(({ pairs }) => pairs.length);
    expect(new Set(lengths)).toEqual(new Set([100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110]));
    expect(Math.abs(lengths.reduce((sum, length) => sum + length) / 4000 - 105)).toBeLessThan(0.25);
  });

  test('gives the constant 0.5 the published error of .0417 where the first step is not marked', () => {
    const error = (some: typeof all) => some.reduce((sum, { target }) => sum + (target - 0.5) ** 2, 0) / some.length;
    const [rare, usual] = [all.filter(({ marked }) => marked[0] === 0), all.filter(({ marked }) => marked[0] > 0)];
    // Var(X) = 1/3 for each of two values over 4², and for one where the first step, whose value is 0, is marked.
    expect(Math.abs(error(usual) - 1 / 24)).toBeLessThan(0.002);
    expect(Math.abs(error(rare) - 1 / 48)).toBeLessThan(0.003);
    // One in ten as X1, and else one in 49 as X2.
    expect(Math.abs(rare.length / 4000 - (1 / 10 + (9 / 10) * (1 / 49)))).toBeLessThan(0.025);
  });
});

describe('adding of 2015', () => {
  const all = examples({ variant: '2015', length: 30 }, 4000);

  test('marks one step in each half and asks for the sum', () => {
    const seen = new Set<number>();
    for (const { pairs, marked, target } of all) {
      expect(pairs.length).toBe(30);
      expect(marked.length === 2 && marked[0] < 15 && marked[1] >= 15).toBe(true);
      expect(pairs.every(([value, marker]) => value >= 0 && value < 1 && (marker === 0 || marker === 1))).toBe(true);
      expect(target).toBe(Math.fround(pairs[marked[0]][0] + pairs[marked[1]][0]));
      marked.forEach((step) => seen.add(step));
    }
    expect(seen.size).toBe(30);
  });

  test('gives the constant 1 the published error of .167', () => {
    const error = all.reduce((sum, { target }) => sum + (target - 1) ** 2, 0) / all.length;
    expect(Math.abs(error - 1 / 6)).toBeLessThan(0.01);
  });
});

test('adding has the shapes it says and refuses what it does not know', () => {
  const { inputs, targets, lengths } = adding({ batch: 2, length: 50 }).at(0);
  expect([inputs, targets, lengths].map(({ shape, dtype }) => [dtype, shape])).toEqual([
    ['float32', [2, 55, 2]],
    ['float32', [2, 1]],
    ['int32', [2]],
  ]);
  expect(() => adding({ batch: 2, length: 19 })).toThrow(
    new DataError('adding: length is not a count: 19; a whole number of at least 20 is expected'),
  );
  expect(() => adding({ batch: 2, variant: '1998' as '1997' })).toThrow(
    new DataError('adding: no such variant: "1998"; "1997" or "2015" is expected'),
  );
});
