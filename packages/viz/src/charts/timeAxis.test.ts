import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeAxis } from './timeAxis.js';

const months = Array.from({ length: 48 }, (_, index) => `${1957 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`);

test('years are labelled where there are months of two years or more', () => {
  const { axis, place, domain } = timeAxis('test', [months.slice(0, 40), months.slice(36)], 500);
  expect(axis.values).toEqual([0, 12, 24, 36]);
  expect(axis.labelExpr).toBe('{"0":"1957","12":"1958","24":"1959","36":"1960"}[datum.value]');
  expect([place('1957-02'), domain]).toEqual([1, [0, 47]]);
});

test('other texts are labelled as they are, as many as have room', () => {
  expect(timeAxis('test', [['Mon', 'Tue', 'Wed']], 500).axis.labelExpr).toBe('{"0":"Mon","1":"Tue","2":"Wed"}[datum.value]');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 100, max: 900 }), (count, width) => {
      const { values = [] } = timeAxis('test', [Array.from({ length: count }, (_, index) => `day ${index}`)], width).axis;
      expect(values[0]).toBe(0);
      expect(values.length).toBeLessThanOrEqual(Math.max(2, width / 24));
    }),
  );
});

test('numbers lie where they are', () => {
  const { place, domain } = timeAxis('test', [[3, 4], [9]], 300);
  expect([place(4), domain]).toEqual([4, [3, 9]]);
  expect(() => timeAxis('test', [[1, NaN]], 300)).toThrow('test: not a finite time: NaN; finite numbers are expected');
});
