import type { SeriesDataset } from './dataset.js';

const DIGITS = 3;
const MILLISECONDS_A_DAY = 86_400_000;

/** Births a day in the United States, `1969-01-01` to `1988-12-31`: 7,305 days, fewer at weekends and on holidays. */
export async function usBirths(): Promise<SeriesDataset> {
  const digits = (await import('./data/us-births.js')).lines.replaceAll('\n', '');
  const values = Float64Array.from({ length: digits.length / DIGITS }, (_, day) => parseInt(digits.slice(day * DIGITS, (day + 1) * DIGITS), 36));
  const firstDay = Date.UTC(1969, 0, 1);
  return {
    kind: 'series',
    name: 'us-births',
    title: 'Births in the United States',
    times: Array.from(values, (_, day) => new Date(firstDay + day * MILLISECONDS_A_DAY).toISOString().slice(0, 10)),
    values,
    valueName: 'births',
    unit: '',
    period: 7,
    frequency: 'daily',
  };
}
