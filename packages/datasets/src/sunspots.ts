import type { SeriesDataset } from './dataset.js';

/**
 * Sunspot numbers a year, 1700 to 2008: 309 values. They rise and fall in about 11 years, but one cycle takes 9 and
 * another 14, so `period` is 1: it is no season.
 */
export async function sunspots(): Promise<SeriesDataset> {
  const { sunspotNumbers } = await import('./data/sunspots.js');
  return {
    kind: 'series',
    name: 'sunspots',
    title: 'Sunspots',
    times: sunspotNumbers.map((_, index) => String(1700 + index)),
    values: Float64Array.from(sunspotNumbers),
    valueName: 'sunspot number',
    unit: '',
    period: 1,
    frequency: 'yearly',
  };
}
