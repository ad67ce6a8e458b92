import { dataError, list, quote } from '../error.js';
import { didYouMean } from '../suggest.js';

interface ColumnBase {
  readonly name: string;
  /** One trimmed cell a row. */
  readonly cells: readonly string[];
  /** Indices of the cells that hold no value: empty, `NA`, `null`, … */
  readonly missing: readonly number[];
}

export interface NumberColumn extends ColumnBase {
  readonly type: 'number';
  /** NaN where missing. */
  readonly numbers: Float64Array;
}

export interface DateColumn extends ColumnBase {
  readonly type: 'date';
  /** Milliseconds of UTC, NaN where missing; undefined if day and month could change places in every cell. */
  readonly times: Float64Array | undefined;
}

export interface OtherColumn extends ColumnBase {
  readonly type: 'text' | 'empty';
}

/** A column of a CSV file. Its type is what every cell that is not missing is; `empty` if all are missing. */
export type CsvColumn = NumberColumn | DateColumn | OtherColumn;

export interface CsvTable {
  readonly columns: readonly CsvColumn[];
  /** The row that each cell of a column is in, as a spreadsheet counts: from 1, the header included. */
  readonly rowNumbers: readonly number[];
}

/**
 * The column of that name.
 * @throws DataError for an unknown name, with the nearest known one.
 */
export function findColumn(operation: string, { columns }: CsvTable, name: string): CsvColumn {
  const found = columns.find((column) => column.name === name);
  if (found) return found;
  const names = columns.map((column) => column.name);
  const known = list(names.map(quote), 8);
  throw dataError(operation, 'no such column', quote(name), `the columns are ${known}`, didYouMean(name, names));
}

/** @throws DataError if a cell of the column is missing; names the first rows. */
export function requireComplete(operation: string, { rowNumbers }: CsvTable, column: CsvColumn): void {
  const { missing, name } = column;
  if (missing.length === 0) return;
  const rows = list(missing.slice(0, 4).map((index) => rowNumbers[index]));
  throw dataError(
    operation,
    'cells are missing',
    `${missing.length} in column ${quote(name)}, row${missing.length === 1 ? '' : 's'} ${rows}`,
    'every row needs a value',
    'fill them in, or delete these rows if they are the first or last ones',
  );
}
