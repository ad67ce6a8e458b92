const MONTHS = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december',
];

/**
 * The times that trimmed cells spell, in milliseconds of UTC; `ambiguous` if day and month could change places in every
 * cell; undefined unless every cell is a time.
 *
 * Read are `1949-01`, `1949-01-31`, `1949/1/31`, `19490131`; a time of day after a date (`T09:30`, ` 09:30:00`, `Z`,
 * `+02:00`; UTC if there is no zone); `1949Q1`, `1949M01`; `Jan 1949`, `31 January 1949`, `January 31, 1949`; and
 * `31/01/1949` (also with `-` or `.`). `1949` alone is a number, not a time.
 */
export function parseTimes(cells: readonly string[]): Float64Array | 'ambiguous' | undefined {
  for (const read of [yearFirst, namedMonth]) {
    const times = readAll(cells, read);
    if (times) return times;
  }
  const dayFirst = readAll(cells, (cell) => yearLast(cell, 1));
  const monthFirst = readAll(cells, (cell) => yearLast(cell, 2));
  if (dayFirst && monthFirst) return dayFirst.every((time, index) => time === monthFirst[index]) ? dayFirst : 'ambiguous';
  return dayFirst ?? monthFirst;
}

function readAll(cells: readonly string[], read: (cell: string) => number | undefined): Float64Array | undefined {
  const times = new Float64Array(cells.length);
  for (const [index, cell] of cells.entries()) {
    const time = read(cell);
    if (time === undefined) return undefined;
    times[index] = time;
  }
  return cells.length > 0 ? times : undefined;
}

/** `1949-01`, `1949-01-31T09:30`, `19490131`, `1949Q1`, `1949M01` */
function yearFirst(cell: string): number | undefined {
  const parts =
    /^(?<year>\d{4})(?<mark>[-/])(?<month>\d{1,2})(?:\k<mark>(?<day>\d{1,2})(?:[T ]+(?<clock>\d.*))?)?$/.exec(cell)?.groups ??
    /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/.exec(cell)?.groups ??
    /^(?<year>\d{4})[- ]?M(?<month>\d{1,2})$/i.exec(cell)?.groups;
  if (parts) return atTime(Number(parts.year), Number(parts.month), Number(parts.day ?? 1), parts.clock);
  const quarter = /^(\d{4})[- ]?Q([1-4])$/i.exec(cell);
  return quarter ? atTime(Number(quarter[1]), 3 * Number(quarter[2]) - 2, 1) : undefined;
}

/** `Jan 1949`, `1949 January`, `31 Jan 1949`, `Jan 31, 1949` */
function namedMonth(cell: string): number | undefined {
  const parts =
    /^(?:(?<day>\d{1,2})[ -])?(?<name>[a-z]{3,9})\.?[ -](?<year>\d{4})$/i.exec(cell)?.groups ??
    /^(?<year>\d{4})[ -](?<name>[a-z]{3,9})$/i.exec(cell)?.groups ??
    /^(?<name>[a-z]{3,9})\.? (?<day>\d{1,2}), ?(?<year>\d{4})$/i.exec(cell)?.groups;
  if (!parts) return undefined;
  const month = MONTHS.findIndex((full) => full.startsWith(parts.name.toLowerCase())) + 1;
  return atTime(Number(parts.year), month, Number(parts.day ?? 1));
}

/** `31/01/1949` with the day in place 1 or 2, the month in the other */
function yearLast(cell: string, dayPlace: 1 | 2): number | undefined {
  const parts = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T ]+(\d.*))?$/.exec(cell);
  if (!parts) return undefined;
  const [, first, , second, year, clock] = parts;
  const [day, month] = dayPlace === 1 ? [first, second] : [second, first];
  return atTime(Number(year), Number(month), Number(day), clock);
}

/** Milliseconds of UTC of a day and a time of day (`09:30`, `09:30:15.5 +02:00`), or undefined if there is no such time. */
function atTime(year: number, month: number, day: number, clock = '00:00'): number | undefined {
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  // Date.UTC takes the 31st of February for the 3rd of March, and the year 49 for 1949.
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;

  const parts = /^(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*(?:Z|UTC|([+-])(\d{2}):?(\d{2}))?$/i.exec(clock);
  if (!parts) return undefined;
  const [hours, minutes, seconds] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds >= 60) return undefined;
  const ahead = parts[4] ? (Number(parts[5]) * 60 + Number(parts[6])) * (parts[4] === '+' ? 1 : -1) : 0;
  return midnight + (hours * 60 + minutes - ahead) * 60_000 + Math.round(seconds * 1000);
}
