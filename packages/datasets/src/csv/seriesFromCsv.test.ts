import { describe, expect, test } from 'vitest';
import { airPassengers } from '../airPassengers.js';
import { DataError } from '../error.js';
import { seriesFromCsv } from './seriesFromCsv.js';

const monthly = 'Month,Passengers\n1949-01,112\n1949-02,118\n1949-03,132\n';

describe('seriesFromCsv', () => {
  test('finds times, values, frequency and period', () => {
    expect(seriesFromCsv(monthly)).toEqual({
      times: ['1949-01', '1949-02', '1949-03'],
      values: Float64Array.of(112, 118, 132),
      valueName: 'Passengers',
      unit: '',
      period: 12,
      frequency: 'monthly',
    });
  });

  test('reads a bundled series back from CSV', async () => {
    const { times, values } = await airPassengers();
    const text = `month,passengers\n${times.map((time, index) => `${time},${values[index]}`).join('\n')}`;
    expect(seriesFromCsv(text)).toMatchObject({ times, values, period: 12, frequency: 'monthly' });
  });

  test("reads R's way: row names, time in years, value", async () => {
    const { values } = await airPassengers();
    const rows = Array.from(values, (value, index) => `${index + 1},${(1949 + index / 12).toFixed(8)},${value}`);
    const series = seriesFromCsv(`rownames,time,value\n${rows.join('\n')}`);
    expect(series).toMatchObject({ values, valueName: 'value', period: 12, frequency: 'monthly' });
    expect(series.times[1]).toBe('1949.08333333');
  });

  test('reads years, and numbers alone with the period of their pattern', () => {
    expect(seriesFromCsv('year,spots\n1700,5\n1701,11\n1702,16')).toMatchObject({ period: 1, frequency: 'yearly' });
    const week = [5, 1, 4, 2, 8, 9, 3];
    const text = Array.from({ length: 70 }, (_, index) => week[index % 7]).join('\n');
    const series = seriesFromCsv(text);
    expect(series).toMatchObject({ valueName: 'column 1', period: 7, frequency: 'other' });
    expect(series.times.slice(0, 2)).toEqual(['1', '2']);
  });

  test('takes the columns that are asked for', () => {
    const text = 'index,from,to,a,b\n1,2020-01-01,2020-02-01,5,7\n2,2020-01-02,2020-03-01,6,8';
    expect(seriesFromCsv(text, { column: 'b' })).toMatchObject({ values: Float64Array.of(7, 8), frequency: 'daily' });
    expect(seriesFromCsv(text, { column: 'a', timeColumn: 'to' })).toMatchObject({ valueName: 'a', frequency: 'monthly' });
    expect(seriesFromCsv(text, { column: 'a', timeColumn: 'index' })).toMatchObject({ times: ['1', '2'], frequency: 'other' });
    expect(seriesFromCsv('year,v\n1949,1\n1950,2', { column: 'v' })).toMatchObject({ times: ['1949', '1950'], frequency: 'yearly' });
  });

  test('takes rows as they follow each other if gaps are to be ignored', () => {
    const text = 'month,v\n1949-01,1\n1949-02,2\n1949-04,3';
    expect(seriesFromCsv(text, { gaps: 'ignore' })).toMatchObject({ values: Float64Array.of(1, 2, 3), period: 12 });
  });
});

describe('seriesFromCsv refuses', () => {
  const failures: [what: string, text: string, options: Parameters<typeof seriesFromCsv>[1], message: string][] = [
    ['an empty file', '', {}, 'parseCsv: file is empty: 0 characters; a row of names and rows of cells are expected'],
    ['a file of names alone', 'a,b\n', {}, 'seriesFromCsv: too few rows: 0 below the names; at least 2 are expected'],
    ['a single row', 'month,v\n1949-01,5\n', {}, 'seriesFromCsv: too few rows: 1 below the names; at least 2 are expected'],
    [
      'an unknown column',
      monthly,
      { column: 'Pasengers' },
      'seriesFromCsv: no such column: "Pasengers"; the columns are "Month" and "Passengers"; did you mean "Passengers"?',
    ],
    [
      'an unknown time column',
      monthly,
      { timeColumn: 'when' },
      'seriesFromCsv: no such column: "when"; the columns are "Month" and "Passengers"',
    ],
    [
      'a file without numbers',
      'month,name\n1949-01,a\n1949-02,b',
      {},
      'seriesFromCsv: no column of numbers: the columns are "month" (time) and "name" (text); one column of numbers is expected',
    ],
    [
      'a choice of columns',
      'month,sales,price\n1949-01,1,2\n1949-02,3,4',
      {},
      'seriesFromCsv: several columns of numbers: "sales" and "price"; one must be chosen; pass { column: "sales" }, for example',
    ],
    [
      'a choice of columns where one has a slip in it',
      'month,sales,price\n1949-01,1,2\n1949-02,3o,4',
      {},
      'seriesFromCsv: several columns of numbers: "sales" and "price"; one must be chosen; pass { column: "sales" }, for example',
    ],
    [
      'a missing cell',
      'month,v\n1949-01,1\n1949-02,\n1949-03,3',
      {},
      'seriesFromCsv: cells are missing: 1 in column "v", row 3; every row needs a value; ' +
        'fill them in, or delete these rows if they are the first or last ones',
    ],
    [
      'many missing cells',
      'month,v\n1949-01,1\n1949-02,NA\n1949-03,NA\n1949-04,NA\n1949-05,NA\n1949-06,6',
      { column: 'v' },
      'seriesFromCsv: cells are missing: 4 in column "v", rows 3, 4, 5, …; every row needs a value; ' +
        'fill them in, or delete these rows if they are the first or last ones',
    ],
    [
      'a missing time',
      'month,v\n1949-01,1\n,2\n1949-03,3',
      {},
      'seriesFromCsv: cells are missing: 1 in column "month", row 3; every row needs a value; ' +
        'fill them in, or delete these rows if they are the first or last ones',
    ],
    [
      'a cell that is not a number',
      'month,v\n1949-01,1\n1949-02,"1,200"\n1949-03,3',
      {},
      'seriesFromCsv: cell is not a number: "1,200" in row 3 of column "v"; ' +
        'numbers with a decimal point, without separators and units, are expected; correct it in the file',
    ],
    [
      'a column of text',
      'month,v\n1949-01,low\n1949-02,high',
      { column: 'v' },
      'seriesFromCsv: cell is not a number: "low" in row 2 of column "v", the first of 2; ' +
        'numbers with a decimal point, without separators and units, are expected; correct it in the file',
    ],
    [
      'times that are no times',
      'when,v\nspring,1\nsummer,2',
      { timeColumn: 'when' },
      'seriesFromCsv: not a column of times: column "when" holds "spring" in row 2; ' +
        'dates or increasing numbers are expected; write dates as YYYY-MM-DD',
    ],
    [
      'dates that can be read in two ways',
      'day,v\n01/02/2020,1\n02/02/2020,2',
      {},
      'seriesFromCsv: dates can be read in two ways: column "day" holds "01/02/2020" in row 2; ' +
        'day and month must be told apart; write dates as YYYY-MM-DD',
    ],
    [
      'times that do not increase',
      'day,v\n2020-01-02,1\n2020-01-01,2',
      {},
      'seriesFromCsv: times do not increase: in column "day", row 3 ("2020-01-01") follows row 2 ("2020-01-02"); ' +
        'one series, oldest row first, is expected; sort the rows by time and keep one row for each',
    ],
    [
      'times that are left out',
      'month,v\n1949-01,1\n1949-02,2\n1949-05,3\n1949-06,4',
      {},
      'seriesFromCsv: times are left out: 2 in column "month", the first after row 3 ("1949-02"); ' +
        "equally spaced rows are expected; add the rows, or pass { gaps: 'ignore' } to take the rows as they follow each other",
    ],
  ];
  test.each(failures)('%s', (_, text, options, message) => {
    expect(() => seriesFromCsv(text, options)).toThrow(new DataError(message));
  });
});
