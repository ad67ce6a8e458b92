import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DataError } from '../error.js';
import { parseCsv } from './parseCsv.js';

const types = (text: string) => parseCsv(text).columns.map(({ name, type }) => `${name}: ${type}`);

test('parseCsv gives columns with the types of their cells', () => {
  const { columns, rowNumbers } = parseCsv('month,passengers,airline,note\n1949-01,112,PA,\n1949-02, 118.5 ,"A, B",\n');
  expect(columns).toEqual([
    { name: 'month', type: 'date', cells: ['1949-01', '1949-02'], missing: [], times: Float64Array.of(Date.UTC(1949, 0), Date.UTC(1949, 1)) },
    { name: 'passengers', type: 'number', cells: ['112', '118.5'], missing: [], numbers: Float64Array.of(112, 118.5) },
    { name: 'airline', type: 'text', cells: ['PA', 'A, B'], missing: [] },
    { name: 'note', type: 'empty', cells: ['', ''], missing: [0, 1] },
  ]);
  expect(rowNumbers).toEqual([2, 3]);
});

test.each([
  ['semicolons', 'a;b\n1;2\n3;4'],
  ['tabs', 'a\tb\n1\t2\n3\t4'],
  ['bars', 'a|b\n1|2\n3|4'],
  ['Windows line ends', 'a,b\r\n1,2\r\n3,4\r\n'],
  ['a byte order mark', '\u{FEFF}a,b\n1,2\n3,4'],
  ['empty lines', '\n\na,b\n\n1,2\n\n3,4\n\n'],
  ['empty rows at the end, as spreadsheets leave them', 'a,b\n1,2\n3,4\n,\n,\n'],
])('parseCsv reads a file with %s', (_, text) => {
  const { columns } = parseCsv(text);
  expect(columns.map(({ name, cells }) => [name, ...cells])).toEqual([['a', '1', '3'], ['b', '2', '4']]);
});

test('parseCsv counts rows as a spreadsheet does, empty lines included', () => {
  expect(parseCsv('a,b\n\n1,2\n3,4').rowNumbers).toEqual([3, 4]);
});

test('parseCsv takes the first row for values if it holds nothing but numbers and dates', () => {
  expect(types('1949-01,112\n1949-02,118')).toEqual(['column 1: date', 'column 2: number']);
  expect(types('112\n118\n')).toEqual(['column 1: number']);
  expect(parseCsv('1949,1950\n1,2', { header: true }).columns.map(({ name }) => name)).toEqual(['1949', '1950']);
  expect(parseCsv('a,b\nc,d', { header: false }).rowNumbers).toEqual([1, 2]);
});

test('parseCsv knows the usual signs for a missing cell', () => {
  const [column] = parseCsv('v,w\nNA,1\n1,1\nnull,1\nNaN,1\n-,1\n2,1').columns;
  expect(column).toMatchObject({ type: 'number', missing: [0, 2, 3, 4], numbers: Float64Array.of(NaN, 1, NaN, NaN, NaN, 2) });
});

test('an empty line in a file of one column is a missing cell', () => {
  const { columns, rowNumbers } = parseCsv('v\n1\n\n3\n');
  expect(columns[0]).toMatchObject({ cells: ['1', '', '3'], missing: [1] });
  expect(rowNumbers).toEqual([2, 3, 4]);
});

test.each(['1,000', '1e999', 'Infinity', '0x10', '1 2', '5%', '--1', '1.2.3'])('%j is text, not a number', (cell) => {
  expect(types(`v,w\n"${cell}",1`)).toEqual(['v: text', 'w: number']);
});

test.each(['1', '-1.5', '+.5', '2.', '1e-3', '1E5'])('%j is a number', (cell) => {
  expect(types(`v,w\n${cell},x`)).toEqual(['v: number', 'w: text']);
});

test('dates in which day and month cannot be told apart have no times', () => {
  expect(parseCsv('d,v\n01/02/2020,1').columns[0]).toMatchObject({ type: 'date', times: undefined });
});

test('what is written with quotes is read again', () => {
  const cell = fc.string().map((text) => text.trim()).filter((text) => text !== '');
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const write = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const text = [['a', 'b'], ...rows].map((row) => row.map(write).join(',')).join('\n');
      const [a, b] = parseCsv(text).columns;
      expect(a.cells.map((left, index) => [left, b.cells[index]])).toEqual(rows);
    }),
  );
});

test.each(['', '\n \n'])('parseCsv refuses the empty file %j', (text) => {
  expect(() => parseCsv(text)).toThrow(
    new DataError(`parseCsv: file is empty: ${text.length} characters; a row of names and rows of cells are expected`),
  );
});

test('parseCsv refuses rows that differ in length', () => {
  expect(() => parseCsv('a,b\n1,2\n1,000,3\n')).toThrow(
    new DataError(
      'parseCsv: rows differ in length: row 3 has 3 cells; 2 are expected, as in row 1; put cells that hold "," in quotes',
    ),
  );
  expect(() => parseCsv('a,b\n1,2\n3\n')).toThrow(
    new DataError('parseCsv: rows differ in length: row 3 has 1 cell; 2 are expected, as in row 1; put cells that hold "," in quotes'),
  );
});

test('parseCsv refuses quotes that do not match', () => {
  expect(() => parseCsv('a,b\n"1,2\n3,4\n')).toThrow(
    new DataError(
      'parseCsv: quotes do not match: row 2; a cell that starts with a quote must end with one; ' +
        'write a quote inside such a cell as two quotes',
    ),
  );
});

test('parseCsv refuses two columns of one name', () => {
  expect(() => parseCsv('a,b,a\n1,2,3')).toThrow(
    new DataError(
      'parseCsv: two columns have one name: columns 1 and 3 are both "a"; names must differ; rename one in the first row',
    ),
  );
});
