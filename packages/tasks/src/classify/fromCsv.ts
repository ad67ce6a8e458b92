import type { CsvColumn, CsvTable } from '@rekur/datasets';
import { parseCsv } from '@rekur/datasets';
import { describe } from '@rekur/tensor';
import { TaskError } from '../error.js';
import type { ClassifyInput, LabelledInputs } from './data.js';
import { groupIndices } from './groupIndices.js';

/** Which columns of a CSV file are what. */
export interface CsvInputOptions {
  /** Column of texts; unless given, the only one of text. */
  readonly text?: string;
  /** Column that is equal in the rows of one sequence, for files with one row a step. */
  readonly sequence?: string;
  /** What a model reads, where that is known: for `numbers` columns of text are passed over. Unless given, the columns decide. */
  readonly input?: 'characters' | 'numbers';
}

export interface LabelledCsvOptions extends CsvInputOptions {
  /** Column of labels. */
  readonly label: string;
}

/**
 * Labelled inputs from a CSV file, in one of three forms:
 * - a column of texts, one a row;
 * - columns of numbers, one sequence a row: each column is a step (one feature a step);
 * - with `sequence`, columns of numbers, one step a row: each column is a feature, and the rows with the same cell in that
 *   column are one sequence, oldest first.
 * @throws TaskError for an unknown column, a choice of columns that is not clear, a missing cell, and labels that differ
 *   within a sequence; DataError for a file that does not parse.
 */
export function labelledFromCsv(csv: string, options: LabelledCsvOptions): LabelledInputs {
  const table = parseCsv(csv);
  const label = columnNamed(table, options.label);
  requireComplete(table, label);
  const { inputs, rows } = inputsOf(table, options, [label]);
  const labels = rows.map((own) => {
    const strange = own.find((row) => label.cells[row] !== label.cells[own[0]]);
    if (strange === undefined) return label.cells[own[0]];
    throw new TaskError(
      describe(
        'labelledFromCsv',
        'labels differ within a sequence',
        `row ${table.rowNumbers[strange]} has ${JSON.stringify(label.cells[strange])}, row ${table.rowNumbers[own[0]]} of the same sequence ${JSON.stringify(label.cells[own[0]])}`,
        'one label per sequence is expected',
      ),
    );
  });
  return { inputs, labels };
}

/** The inputs of a CSV file, as {@link labelledFromCsv} reads them, without labels. */
export function inputsFromCsv(csv: string, options: CsvInputOptions = {}): readonly ClassifyInput[] {
  return inputsOf(parseCsv(csv), options, []).inputs;
}

/** Inputs, and the rows that each comes from. */
function inputsOf(table: CsvTable, { text, sequence, input }: CsvInputOptions, without: readonly CsvColumn[]): { inputs: ClassifyInput[]; rows: number[][] } {
  if (text !== undefined && sequence !== undefined) {
    throw new TaskError(describe('labelledFromCsv', 'two forms of input', `text ${JSON.stringify(text)} and sequence ${JSON.stringify(sequence)}`, 'one of them is expected'));
  }
  if (table.rowNumbers.length === 0) throw new TaskError(describe('labelledFromCsv', 'no rows', `only the names of columns: ${names(table.columns)}`, 'at least one row under them is expected'));
  const every = table.rowNumbers.map((_, row) => row);
  const others = table.columns.filter((column) => !without.includes(column));
  if (sequence !== undefined) {
    const ids = columnNamed(table, sequence);
    requireComplete(table, ids);
    const numbers = numbersOf(table, others.filter((column) => column !== ids));
    const rows = groupIndices(ids.cells);
    return { inputs: rows.map((own) => own.map((row) => numbers.map((column) => column[row]))), rows };
  }
  const texts = others.filter(({ type }) => type === 'text');
  if (text === undefined && (texts.length === 0 || input === 'numbers')) {
    const numbers = numbersOf(table, others);
    return { inputs: every.map((row) => numbers.map((column) => [column[row]])), rows: every.map((row) => [row]) };
  }
  if (text === undefined && texts.length > 1) {
    throw new TaskError(
      describe('labelledFromCsv', 'column of texts is not clear', `${names(texts)} are of text`, 'one is expected', 'name it with text'),
    );
  }
  const column = text === undefined ? texts[0] : columnNamed(table, text);
  requireComplete(table, column);
  return { inputs: [...column.cells], rows: every.map((row) => [row]) };
}

function numbersOf(table: CsvTable, columns: readonly CsvColumn[]): Float64Array[] {
  const found = columns.flatMap((column) => (column.type === 'number' ? [column] : []));
  if (found.length === 0) {
    throw new TaskError(describe('labelledFromCsv', 'no column of numbers', names(table.columns), 'columns of numbers or one of texts is expected'));
  }
  for (const column of found) requireComplete(table, column);
  return found.map(({ numbers }) => numbers);
}

function columnNamed({ columns }: CsvTable, name: string): CsvColumn {
  const found = columns.find((column) => column.name === name);
  if (found) return found;
  throw new TaskError(describe('labelledFromCsv', 'no such column', JSON.stringify(name), `the columns are ${names(columns)}`));
}

function requireComplete({ rowNumbers }: CsvTable, { name, missing }: CsvColumn): void {
  if (missing.length === 0) return;
  throw new TaskError(
    describe('labelledFromCsv', 'cells are missing', `${missing.length} in column ${JSON.stringify(name)}, the first in row ${rowNumbers[missing[0]]}`, 'every row needs a value', 'fill them in or delete these rows'),
  );
}

function names(columns: readonly CsvColumn[]): string {
  return columns.map(({ name }) => JSON.stringify(name)).join(', ');
}
