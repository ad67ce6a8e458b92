import { expect, test } from 'vitest';
import { parseTimes } from './times.js';

const iso = (cells: string[]) => {
  const times = parseTimes(cells);
  return times instanceof Float64Array ? Array.from(times, (time) => new Date(time).toISOString().replace(':00.000Z', '')) : times;
};

test.each([
  ['1949-01', '1949-01-01T00:00'],
  ['1949/1', '1949-01-01T00:00'],
  ['1949-01-31', '1949-01-31T00:00'],
  ['19490131', '1949-01-31T00:00'],
  ['1949M03', '1949-03-01T00:00'],
  ['1949Q3', '1949-07-01T00:00'],
  ['1949-Q4', '1949-10-01T00:00'],
  ['2020-02-29T09:30', '2020-02-29T09:30'],
  ['2020-02-29 09:30:00', '2020-02-29T09:30'],
  ['2020-02-29T09:30:00Z', '2020-02-29T09:30'],
  ['2020-02-29 01:30+02:00', '2020-02-28T23:30'],
  ['2020-02-29 01:30:15.5', '2020-02-29T01:30:15.500Z'],
  ['Jan 1949', '1949-01-01T00:00'],
  ['1949 September', '1949-09-01T00:00'],
  ['31-Dec-1949', '1949-12-31T00:00'],
  ['December 31, 1949', '1949-12-31T00:00'],
  ['31/12/1949', '1949-12-31T00:00'],
  ['12/31/1949', '1949-12-31T00:00'],
  ['31.12.1949 23:00', '1949-12-31T23:00'],
  ['5/5/1949', '1949-05-05T00:00'],
])('parseTimes reads %s', (cell, expected) => {
  expect(iso([cell])).toEqual([expected]);
});

test.each(['1949', '1949-13', '2021-02-29', '1949Q5', 'Marble 1949', '2020-01-01 24:00', '2020-01-01 10:60', '12:30', '1.5', '', 'x'])(
  'parseTimes does not take %j for a time',
  (cell) => {
    expect(parseTimes([cell])).toBeUndefined();
  },
);

test('parseTimes finds day and month from all cells together', () => {
  expect(iso(['01/12/2020', '13/12/2020'])).toEqual(['2020-12-01T00:00', '2020-12-13T00:00']);
  expect(iso(['12/01/2020', '12/13/2020'])).toEqual(['2020-12-01T00:00', '2020-12-13T00:00']);
  expect(iso(['01/02/2020', '01/03/2020'])).toBe('ambiguous');
  expect(iso(['13/02/2020', '02/13/2020'])).toBeUndefined();
});

test('parseTimes takes no column in which one cell is no time', () => {
  expect(parseTimes(['1949-01', 'total'])).toBeUndefined();
  expect(parseTimes([])).toBeUndefined();
});
