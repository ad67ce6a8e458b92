import { dataError, quote } from '../error.js';
import type { Spacing } from './frequency.js';
import { inferIndexSpacing, inferSpacing } from './frequency.js';
import type { CsvColumn, CsvTable } from './table.js';
import { requireComplete } from './table.js';

const OPERATION = 'seriesFromCsv';
const TIME_NAME = /^(time|date|datetime|timestamp|year|quarter|month|week|day|hour|period|index|ds|t)$/i;
const ROW_NAME = /^(column \d+|rownames?|row|index|id|nr|no|#|unnamed: \d+)$/i;

/**
 * The column of times, if there is one: of dates, the first that is named like a time, else the first; then of increasing
 * numbers one named like a time; then numbers that only count the rows. The column of values, if chosen, is none of them;
 * otherwise a file of one column has no times.
 */
export function chooseTimeColumn(table: CsvTable, value: CsvColumn | undefined): CsvColumn | undefined {
  const columns = table.columns.filter((column) => column !== value);
  const dates = columns.filter((column) => column.type === 'date');
  if (dates.length > 0) return dates.find(({ name }) => TIME_NAME.test(name)) ?? dates[0];
  if (table.columns.length === 1) return undefined;
  return columns.find((column) => TIME_NAME.test(column.name) && isIncreasing(column)) ?? columns.find(isRowNumber);
}

/** Whether a column only numbers the rows: 1, 2, 3, … or 0, 1, 2, … under a name such as `id`, or under none. */
export function isRowNumber(column: CsvColumn): boolean {
  if (column.type !== 'number' || !ROW_NAME.test(column.name)) return false;
  const [first] = column.numbers;
  return (first === 0 || first === 1) && column.numbers.every((value, index) => value === first + index);
}

function isIncreasing(column: CsvColumn): boolean {
  return column.type === 'number' && column.numbers.every((value, index) => index === 0 || value > column.numbers[index - 1]);
}

/**
 * The spacing of the times in a column.
 * @throws DataError if a cell is missing, is no time or can be read in two ways, or if a time is not after the one before.
 */
export function spacingOf(table: CsvTable, column: CsvColumn): Spacing {
  requireComplete(OPERATION, table, column);
  const times = column.type === 'number' ? column.numbers : column.type === 'date' ? column.times : undefined;
  if (times === undefined) {
    const sample = `column ${quote(column.name)} holds ${quote(column.cells[0])} in row ${table.rowNumbers[0]}`;
    const mend = 'write dates as YYYY-MM-DD';
    if (column.type !== 'date') {
      throw dataError(OPERATION, 'not a column of times', sample, 'dates or increasing numbers are expected', mend);
    }
    throw dataError(OPERATION, 'dates can be read in two ways', sample, 'day and month must be told apart', mend);
  }
  const back = times.findIndex((time, index) => index > 0 && time <= times[index - 1]);
  if (back >= 0) {
    const cell = (index: number) => `row ${table.rowNumbers[index]} (${quote(column.cells[index])})`;
    throw dataError(
      OPERATION,
      'times do not increase',
      `in column ${quote(column.name)}, ${cell(back)} follows ${cell(back - 1)}`,
      'one series, oldest row first, is expected',
      'sort the rows by time and keep one row for each',
    );
  }
  return column.type === 'number' ? inferIndexSpacing(times) : inferSpacing(times);
}

/** @throws DataError if times are left out between others. */
export function requireNoGaps({ rowNumbers }: CsvTable, { name, cells }: CsvColumn, { gaps, firstGap }: Spacing): void {
  if (gaps === 0) return;
  throw dataError(
    OPERATION,
    'times are left out',
    `${gaps} in column ${quote(name)}, the first after row ${rowNumbers[firstGap]} (${quote(cells[firstGap])})`,
    'equally spaced rows are expected',
    "add the rows, or pass { gaps: 'ignore' } to take the rows as they follow each other",
  );
}
