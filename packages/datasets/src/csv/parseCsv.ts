import Papa from 'papaparse';
import { dataError, quote } from '../error.js';
import { isMissing, parseNumber } from './number.js';
import type { CsvColumn, CsvTable } from './table.js';
import { parseTimes } from './times.js';

export interface CsvOptions {
  /** Whether the first row holds names; unless given, it does if any cell of it is neither a number nor a date. */
  readonly header?: boolean;
}

/**
 * A CSV file as columns with types. Cells are separated by `,`, `;`, tab or `|`, whichever fits, and may be quoted.
 * Columns without a name are called `column 1`, … Empty lines are passed over, except between the rows of a single
 * column, where they are missing cells.
 * @throws DataError if the file is empty, quotes do not match, rows differ in length or two columns have one name.
 */
export function parseCsv(text: string, options: CsvOptions = {}): CsvTable {
  if (text.trim() === '') {
    const expected = 'a row of names and rows of cells are expected';
    throw dataError('parseCsv', 'file is empty', `${text.length} characters`, expected);
  }
  const { rows, delimiter } = readRows(text);
  const [first] = rows;
  const short = rows.find(({ cells }) => cells.length !== first.cells.length);
  if (short) {
    throw dataError(
      'parseCsv',
      'rows differ in length',
      `row ${short.number} has ${short.cells.length} cell${short.cells.length === 1 ? '' : 's'}`,
      `${first.cells.length} are expected, as in row ${first.number}`,
      `put cells that hold ${JSON.stringify(delimiter)} in quotes`,
    );
  }
  const { header = !first.cells.every((cell) => isMissing(cell) || isValue(cell)) } = options;
  const body = header ? rows.slice(1) : rows;
  const names = first.cells.map((cell, index) => (header && cell !== '' ? cell : `column ${index + 1}`));
  requireDistinct(names);
  return {
    columns: names.map((name, index) => columnOf(name, body.map(({ cells }) => cells[index]))),
    rowNumbers: body.map(({ number }) => number),
  };
}

interface Row {
  readonly cells: readonly string[];
  /** From 1, as a spreadsheet counts. */
  readonly number: number;
}

function readRows(text: string): { rows: Row[]; delimiter: string } {
  const { data, errors, meta } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimitersToGuess: [',', ';', '\t', '|'],
  });
  const broken = errors.find((error) => error.type === 'Quotes');
  if (broken) {
    throw dataError(
      'parseCsv',
      'quotes do not match',
      `row ${(broken.row ?? 0) + 1}`,
      'a cell that starts with a quote must end with one',
      'write a quote inside such a cell as two quotes',
    );
  }
  const all = data.map((cells, index) => ({ cells: cells.map((cell) => cell.trim()), number: index + 1 }));
  const isBlank = ({ cells }: Row) => cells.every((cell) => cell === '');
  const start = all.findIndex((row) => !isBlank(row));
  const end = all.findLastIndex((row) => !isBlank(row)) + 1;
  const width = all[start].cells.length;
  const rows = all.slice(start, end).filter(({ cells }) => width === 1 || cells.length > 1 || cells[0] !== '');
  return { rows, delimiter: meta.delimiter };
}

function isValue(cell: string): boolean {
  return parseNumber(cell) !== undefined || parseTimes([cell]) !== undefined;
}

function requireDistinct(names: readonly string[]): void {
  const again = names.findIndex((name, index) => names.indexOf(name) < index);
  if (again < 0) return;
  throw dataError(
    'parseCsv',
    'two columns have one name',
    `columns ${names.indexOf(names[again]) + 1} and ${again + 1} are both ${quote(names[again])}`,
    'names must differ',
    'rename one in the first row',
  );
}

function columnOf(name: string, cells: readonly string[]): CsvColumn {
  const missing = cells.flatMap((cell, index) => (isMissing(cell) ? [index] : []));
  const present = cells.flatMap((cell, index) => (isMissing(cell) ? [] : [index]));
  const base = { name, cells, missing };
  if (present.length === 0) return { ...base, type: 'empty' };

  const spread = (values: ArrayLike<number>) => {
    const all = new Float64Array(cells.length).fill(NaN);
    present.forEach((index, position) => (all[index] = values[position]));
    return all;
  };
  const texts = present.map((index) => cells[index]);
  // Dates first: 19490131 is a date and a number.
  const times = parseTimes(texts);
  if (times) return { ...base, type: 'date', times: times === 'ambiguous' ? undefined : spread(times) };
  const numbers = texts.map((cell) => parseNumber(cell));
  if (!numbers.every((number) => number !== undefined)) return { ...base, type: 'text' };
  return { ...base, type: 'number', numbers: spread(numbers) };
}
