import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shuffle } from './shuffle.js';

test('shuffle keeps every item once and leaves the list alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.nat(), (items, seed) => {
      const before = items.slice();
      const ascending = (list: number[]) => list.slice().sort((a, b) => a - b);
      expect(ascending(shuffle(items, seed))).toEqual(ascending(items));
      expect(items).toEqual(before);
    }),
  );
});

test('the order depends on the seed', () => {
  const items = Array.from({ length: 30 }, (_, index) => index);
  expect(shuffle(items, 1)).toEqual(shuffle(items, 1));
  expect(shuffle(items)).toEqual(shuffle(items, 0));
  expect(shuffle(items, 1)).not.toEqual(shuffle(items, 2));
  expect(shuffle(items, 1)).not.toEqual(items);
});
