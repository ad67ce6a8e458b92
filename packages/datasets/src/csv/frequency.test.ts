import { expect, test } from 'vitest';
import { inferIndexSpacing, inferSpacing } from './frequency.js';
import { parseTimes } from './times.js';

const spacing = (...cells: string[]) => {
  const times = parseTimes(cells);
  if (!(times instanceof Float64Array)) throw new Error(`not times: ${cells.join()}`);
  return inferSpacing(times);
};
const even = (frequency: string, period?: number) => ({ frequency, period, gaps: 0, firstGap: -1 });

test('inferSpacing knows hours, days, weeks, months, quarters and years', () => {
  expect(spacing('2020-01-01 22:00', '2020-01-01 23:00', '2020-01-02 00:00')).toEqual(even('hourly', 24));
  expect(spacing('2020-02-28', '2020-02-29', '2020-03-01')).toEqual(even('daily', 7));
  expect(spacing('2020-02-26', '2020-03-04', '2020-03-11')).toEqual(even('weekly', 52));
  expect(spacing('2019-12', '2020-01', '2020-02')).toEqual(even('monthly', 12));
  expect(spacing('2019Q4', '2020Q1', '2020Q2')).toEqual(even('quarterly', 4));
  expect(spacing('2019-07-01', '2020-07-01', '2021-07-01')).toEqual(even('yearly', 1));
  expect(spacing('2019-07-01', '2019-07-01 00:15', '2019-07-01 00:30')).toEqual(even('other'));
});

test('inferSpacing takes the last days of months for months', () => {
  expect(spacing('2020-01-31', '2020-02-29', '2020-03-31', '2020-04-30')).toEqual(even('monthly', 12));
});

test('inferSpacing tells Monday to Friday from days with gaps', () => {
  expect(spacing('2020-01-02', '2020-01-03', '2020-01-06', '2020-01-07')).toEqual(even('business-daily', 5));
  expect(spacing('2020-01-03', '2020-01-04', '2020-01-06', '2020-01-07')).toEqual({ frequency: 'daily', period: 7, gaps: 1, firstGap: 1 });
});

test('inferSpacing counts every time that is left out', () => {
  expect(spacing('2019-12', '2020-01', '2020-04', '2020-05', '2020-07')).toEqual({ frequency: 'monthly', period: 12, gaps: 3, firstGap: 1 });
});

test('inferSpacing sees no gaps where there is no grid', () => {
  expect(spacing('2020-01-01 10:00', '2020-01-01 10:07', '2020-01-01 10:20')).toEqual(even('other'));
});

test('inferIndexSpacing knows years, years with a fraction and running numbers', () => {
  expect(inferIndexSpacing(Float64Array.of(1700, 1701, 1702))).toEqual(even('yearly', 1));
  expect(inferIndexSpacing(Float64Array.of(1949, 1949.08333, 1949.16667, 1949.25))).toEqual(even('monthly', 12));
  expect(inferIndexSpacing(Float64Array.of(1949, 1949.25, 1949.5))).toEqual(even('quarterly', 4));
  expect(inferIndexSpacing(Float64Array.of(1, 2, 3))).toEqual(even('other'));
  expect(inferIndexSpacing(Float64Array.of(0, 0.1, 0.2))).toEqual(even('other'));
  expect(inferIndexSpacing(Float64Array.of(1700, 1701, 1704, 1705))).toEqual({ frequency: 'yearly', period: 1, gaps: 2, firstGap: 1 });
});
