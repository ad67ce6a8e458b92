import type { Series } from '../dataset.js';
import { dataError } from '../error.js';
import { chooseTimeColumn, requireNoGaps, spacingOf } from './chooseTime.js';
import { chooseValueColumn, requireNumbers } from './chooseValue.js';
import type { Spacing } from './frequency.js';
import { inferPeriod } from './inferPeriod.js';
import { parseCsv } from './parseCsv.js';
import { findColumn } from './table.js';

export interface SeriesOptions {
  /** Name of the column of values; unless given, the only one of numbers. */
  readonly column?: string;
  /** Name of the column of times; unless given, one of dates, or of numbers that increase. */
  readonly timeColumn?: string;
  /** `ignore` takes the rows as equally spaced though times are left out; `error` unless given. */
  readonly gaps?: 'error' | 'ignore';
}

const unknownSpacing: Spacing = { frequency: 'other', period: undefined, gaps: 0, firstGap: -1 };

/**
 * The series in a CSV file: one row a time, oldest first. Frequency and period follow from the dates: hourly 24, daily 7,
 * Monday to Friday 5, weekly 52, monthly 12, quarterly 4, yearly 1; the period of anything else from the values
 * ({@link inferPeriod}). Without a column of times the labels are `1`, `2`, …
 * @throws DataError for an empty file, fewer than 2 rows, an unknown column, a choice of columns that is not clear, a
 *   missing cell, a cell that is not a number, times that do not increase or are left out, and what {@link parseCsv} throws.
 */
export function seriesFromCsv(text: string, options: SeriesOptions = {}): Series {
  const { gaps = 'error' } = options;
  const table = parseCsv(text);
  const rows = table.rowNumbers.length;
  const named = (name: string | undefined) => (name === undefined ? undefined : findColumn('seriesFromCsv', table, name));
  const chosen = named(options.column);
  const time = named(options.timeColumn) ?? chooseTimeColumn(table, chosen);
  if (rows < 2) {
    throw dataError('seriesFromCsv', 'too few rows', `${rows} below the names`, 'at least 2 are expected');
  }
  const column = chosen ?? chooseValueColumn(table, time);
  const values = requireNumbers(table, column);
  const spacing = time ? spacingOf(table, time) : unknownSpacing;
  if (time && gaps === 'error') requireNoGaps(table, time, spacing);
  return {
    times: time?.cells ?? Array.from(values, (_, index) => String(index + 1)),
    values,
    valueName: column.name,
    unit: '',
    period: spacing.period ?? inferPeriod(values),
    frequency: spacing.frequency,
  };
}
