import { describe, expect, test } from 'vitest';
import { DataError } from '../error.js';
import { temporalOrder, temporalOrderSymbols } from './temporalOrder.js';

function examples(options: { marks?: 2 | 3; length?: number }, batch: number) {
  const { inputs, targets, lengths } = temporalOrder({ ...options, batch, as: 'ids', seed: 1 }).at(0);
  const time = inputs.shape[1];
  return Array.from(targets.data, (target, row) => ({
    target,
    text: Array.from(inputs.data.subarray(row * time, row * time + lengths.data[row]), (id) => temporalOrderSymbols[id]).join(''),
  }));
}

describe.each([
  [2, '6a', ['XX', 'XY', 'YX', 'YY'], [[10, 20], [50, 60]]],
  [3, '6b', ['XXX', 'XXY', 'XYX', 'XYY', 'YXX', 'YXY', 'YYX', 'YYY'], [[10, 20], [33, 43], [66, 76]]],
] as const)('temporalOrder with %i marks, experiment %s', (marks, _, orders, places) => {
  const all = examples({ marks }, 3000);

  test('starts with E, ends with B, and is noise but for the marks at their places', () => {
    const found = places.map(() => new Set<number>());
    for (const { text } of all) {
      expect(text).toMatch(/^E[abcdXY]*B$/);
      const at = Array.from(text).flatMap((symbol, index) => ('XY'.includes(symbol) ? [index + 1] : []));
      expect(at.length).toBe(marks);
      at.forEach((step, index) => found[index].add(step));
    }
    // All places of the paper occur, and no others.
    expect(found.map((steps) => Array.from(steps).sort((a, b) => a - b))).toEqual(
      places.map(([least, most]) => Array.from({ length: most - least + 1 }, (__, index) => least + index)),
    );
    expect(new Set(all.map(({ text }) => text.length))).toEqual(new Set(Array.from({ length: 11 }, (__, index) => 100 + index)));
    expect(new Set(all.map(({ text }) => text).join(''))).toEqual(new Set(temporalOrderSymbols));
  });

  test('has a class for each order, each as often', () => {
    const counts = orders.map(() => 0);
    for (const { text, target } of all) {
      expect(text.replace(/[^XY]/g, '')).toBe(orders[target]);
      counts[target]++;
    }
    for (const count of counts) expect(Math.abs(count - 3000 / orders.length)).toBeLessThan(120);
  });
});

test('places grow with the length', () => {
  for (const { text } of examples({ length: 50 }, 200)) {
    const [first, second] = Array.from(text).flatMap((symbol, index) => ('XY'.includes(symbol) ? [index + 1] : []));
    expect(first >= 5 && first <= 10 && second >= 25 && second <= 30 && text.length >= 50 && text.length <= 55).toBe(true);
  }
});

test('temporalOrder refuses other numbers of marks and short sequences', () => {
  expect(() => temporalOrder({ batch: 1, marks: 4 as 3 })).toThrow(
    new DataError('temporalOrder: no such number of marks: 4; 2 or 3 is expected'),
  );
  expect(() => temporalOrder({ batch: 1, length: 10 })).toThrow(
    new DataError('temporalOrder: length is not a count: 10; a whole number of at least 20 is expected'),
  );
});
