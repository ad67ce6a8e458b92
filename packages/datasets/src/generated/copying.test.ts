import { expect, test } from 'vitest';
import { copying } from './copying.js';

test('copying shows ten symbols, T − 1 blanks, the delimiter and ten blanks, and wants the symbols at the end', () => {
  const { inputs, targets } = copying({ batch: 5, length: 7, as: 'ids' }).at(0);
  expect([inputs.shape, targets.shape, targets.dtype]).toEqual([[5, 27], [5, 27], 'int32']);
  const rows = inputs.toArray() as number[][];
  (targets.toArray() as number[][]).forEach((target, row) => {
    const word = rows[row].slice(0, 10);
    expect(word.every((symbol) => symbol >= 0 && symbol < 8)).toBe(true);
    expect(rows[row].slice(10)).toEqual([...new Array<number>(6).fill(8), 9, ...new Array<number>(10).fill(8)]);
    expect(target).toEqual([...new Array<number>(17).fill(8), ...word]);
  });
});

test('all eight symbols come equally often', () => {
  const { targets } = copying({ batch: 800, length: 1, as: 'ids' }).at(0);
  for (let symbol = 0; symbol < 8; symbol++) {
    // Five standard deviations of a count of 8,000 draws.
    expect(Math.abs(targets.data.filter((target) => target === symbol).length - 1000)).toBeLessThan(150);
  }
});

test.each([
  [100, '0.1733'],
  [200, '0.0945'],
  [500, '0.0400'],
  [1000, '0.0204'],
])('without memory the cross-entropy for T = %i is the published %s', (length, published) => {
  const { targets } = copying({ batch: 3, length, as: 'ids' }).at(0);
  // Blanks are certain, each other symbol is a guess among eight.
  const guesses = targets.data.filter((target) => target !== 8).length;
  expect(((guesses * Math.log(8)) / targets.size).toFixed(4)).toBe(published);
});
