import { expect, test } from 'vitest';
import { lagTask, lagTaskSymbols } from './lagTask.js';

const batch = 3000;
const { inputs, targets, lengths } = lagTask({ batch, lag: 20, distractors: 5, as: 'ids', seed: 2 }).at(0);
const rows = (inputs.toArray() as number[][]).map((ids, row) => ids.slice(0, lengths.data[row]).map((id) => lagTaskSymbols(5)[id]));

test('lagTask shows b, x or y, distractors and e, and asks which it was', () => {
  expect([inputs.shape, targets.shape, targets.dtype]).toEqual([[batch, 73], [batch], 'int32']);
  rows.forEach((symbols, row) => {
    expect([symbols[0], symbols[1], symbols[symbols.length - 1]]).toEqual(['b', targets.data[row] === 0 ? 'x' : 'y', 'e']);
    expect(symbols.slice(2, -1).every((symbol) => /^a[1-5]$/.test(symbol))).toBe(true);
  });
  const ys = targets.data.filter((target) => target === 1).length;
  expect(Math.abs(ys - batch / 2)).toBeLessThan(140);
});

test('after the q distractors, one step in ten ends the sequence', () => {
  const extra = rows.map((symbols) => symbols.length - 23);
  expect([Math.min(...extra), Math.max(...extra) <= 50]).toEqual([0, true]);
  // The geometric law: a share .1 ends at once, .9^10 goes on for ten and more.
  expect(Math.abs(extra.filter((steps) => steps === 0).length / batch - 0.1)).toBeLessThan(0.03);
  expect(Math.abs(extra.filter((steps) => steps >= 10).length / batch - 0.9 ** 10)).toBeLessThan(0.05);
});

test('lagTask has p + 4 inputs, p being q unless told', () => {
  expect(lagTask({ batch: 1, lag: 30 }).at(0).inputs.shape).toEqual([1, 83, 34]);
  expect(lagTaskSymbols(2)).toEqual(['a1', 'a2', 'e', 'b', 'x', 'y']);
});
