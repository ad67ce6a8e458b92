import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadLabels } from './spreadLabels.js';

test('labels that do not touch stay where they are; others make room', () => {
  expect(spreadLabels([10, 50], 14, 100)).toEqual([10, 50]);
  expect(spreadLabels([50, 52, 51], 14, 100)).toEqual([50, 78, 64]);
  expect(spreadLabels([100, 99], 14, 100)).toEqual([100, 86]);
});

test('labels are apart, in order and within the height whenever there is room', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 20 }), (wanted) => {
      const places = spreadLabels(wanted, 14, 300).sort((a, b) => a - b);
      expect(places[0]).toBeGreaterThanOrEqual(0);
      expect(places[places.length - 1]).toBeLessThanOrEqual(300);
      places.slice(1).forEach((place, index) => expect(place - places[index]).toBeGreaterThanOrEqual(14));
    }),
  );
});
