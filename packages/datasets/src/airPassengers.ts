import type { SeriesDataset } from './dataset.js';

/** International airline passengers a month in thousands: 144 values, `1949-01` to `1960-12`. */
export async function airPassengers(): Promise<SeriesDataset> {
  const { passengers } = await import('./data/air-passengers.js');
  const times = passengers.map((_, index) => {
    const month = String((index % 12) + 1).padStart(2, '0');
    return `${1949 + Math.floor(index / 12)}-${month}`;
  });
  return {
    kind: 'series',
    name: 'air-passengers',
    title: 'Airline passengers',
    times,
    values: Float64Array.from(passengers),
    valueName: 'passengers',
    unit: 'thousands',
    period: 12,
    frequency: 'monthly',
  };
}
