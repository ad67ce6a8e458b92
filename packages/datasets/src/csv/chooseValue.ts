import { dataError, list, quote } from '../error.js';
import { isRowNumber } from './chooseTime.js';
import { isMissing, parseNumber } from './number.js';
import type { CsvColumn, CsvTable } from './table.js';
import { requireComplete } from './table.js';

const OPERATION = 'seriesFromCsv';

/**
 * The only column of numbers besides the time column and row numbers. A column that is numbers for the most part counts:
 * a slip in it must not turn attention to another.
 * @throws DataError if there is none or several.
 */
export function chooseValueColumn({ columns }: CsvTable, time: CsvColumn | undefined): CsvColumn {
  const numeric = columns.filter((column) => column !== time && isMostlyNumbers(column) && !isRowNumber(column));
  if (numeric.length === 1) return numeric[0];
  if (numeric.length === 0) {
    throw dataError(
      OPERATION,
      'no column of numbers',
      `the columns are ${list(columns.map(({ name, type }) => `${quote(name)} (${column(time, name, type)})`), 8)}`,
      'one column of numbers is expected',
    );
  }
  throw dataError(
    OPERATION,
    'several columns of numbers',
    list(numeric.map(({ name }) => quote(name)), 8),
    'one must be chosen',
    `pass { column: ${quote(numeric[0].name)} }, for example`,
  );
}

function column(time: CsvColumn | undefined, name: string, type: string): string {
  return time?.name === name ? 'time' : type;
}

function isMostlyNumbers({ type, cells, missing }: CsvColumn): boolean {
  if (type === 'date' || type === 'empty') return false;
  const numbers = cells.filter((cell) => parseNumber(cell) !== undefined);
  return numbers.length * 2 >= cells.length - missing.length;
}

/**
 * The numbers of a column.
 * @throws DataError if a cell is missing or not a number; the message names the row.
 */
export function requireNumbers(table: CsvTable, column: CsvColumn): Float64Array {
  const { name, cells } = column;
  const wrong = cells.flatMap((cell, index) => (isMissing(cell) || parseNumber(cell) !== undefined ? [] : [index]));
  if (wrong.length > 0) {
    const [first] = wrong;
    const more = wrong.length > 1 ? `, the first of ${wrong.length}` : '';
    throw dataError(
      OPERATION,
      'cell is not a number',
      `${quote(cells[first])} in row ${table.rowNumbers[first]} of column ${quote(name)}${more}`,
      'numbers with a decimal point, without separators and units, are expected',
      'correct it in the file',
    );
  }
  requireComplete(OPERATION, table, column);
  return Float64Array.from(cells, Number);
}
