import { describe, expect, test } from 'vitest';
import { datasets } from './datasets.js';
import { leastSquares } from './testing/leastSquares.js';

/** Mean squared error of one-step forecasts of `y[from]` … `y[to − 1]`. */
function squaredError(y: Float64Array, from: number, to: number, forecast: (t: number) => number): number {
  let sum = 0;
  for (let t = from; t < to; t++) sum += (y[t] - forecast(t)) ** 2;
  return sum / (to - from);
}

/** A forecast by a constant and the values at `lags`, fitted by least squares on what lies before `end`. */
function autoregression(y: Float64Array, lags: readonly number[], end: number): (t: number) => number {
  const row = (t: number) => [1, ...lags.map((lag) => y[t - lag])];
  const first = Math.max(...lags);
  const times = Array.from({ length: end - first }, (_, index) => first + index);
  const coefficients = leastSquares(times.map(row), times.map((t) => y[t]));
  return (t) => row(t).reduce((sum, value, index) => sum + value * coefficients[index], 0);
}

describe('us-births', () => {
  test('has 20 years of days', async () => {
    const { times, values, ...rest } = await datasets['us-births'].load();
    expect(rest).toEqual({
      kind: 'series',
      name: 'us-births',
      title: 'Births in the United States',
      valueName: 'births',
      unit: '',
      period: 7,
      frequency: 'daily',
    });
    expect([times.length, times[0], times[31 + 29 - 1], times[7304]]).toEqual([7305, '1969-01-01', '1969-03-01', '1988-12-31']);
    expect(new Set(times).size).toBe(7305);
    // First and last row, sum, least and most of the CSV file.
    expect([values[0], values[1], values[7304]]).toEqual([8486, 9002, 9133]);
    expect([values.reduce((sum, value) => sum + value), Math.min(...values), Math.max(...values)]).toEqual([70_485_508, 6675, 12_851]);
    expect(values.byteLength).toBe(datasets['us-births'].sizeBytes);
  });

  test('gives the known errors of simple forecasts of its last 365 days', async () => {
    const { values: y } = await datasets['us-births'].load();
    const rmse = (forecast: (t: number) => number) => Math.round(Math.sqrt(squaredError(y, 6940, 7305, forecast)));
    expect(rmse((t) => y[t - 1])).toBe(1314);
    expect(rmse((t) => y[t - 7])).toBe(552);
    expect(rmse(autoregression(y, [1, 7], 6940))).toBe(525);
  });
});

describe('sunspots', () => {
  test('has 309 years', async () => {
    const { times, values, ...rest } = await datasets.sunspots.load();
    expect(rest).toEqual({
      kind: 'series',
      name: 'sunspots',
      title: 'Sunspots',
      valueName: 'sunspot number',
      unit: '',
      period: 1,
      frequency: 'yearly',
    });
    expect([times.length, times[0], times[308], values[0], values[308]]).toEqual([309, '1700', '2008', 5, 2.9]);
    // The greatest cycle on record has its peak in 1957; the sum is that of the CSV file.
    expect([times[values.indexOf(Math.max(...values))], Math.max(...values)]).toEqual(['1957', 190.2]);
    expect(values.reduce((sum, value) => sum + value)).toBeCloseTo(15_373.4, 6);
    expect(values.byteLength).toBe(datasets.sunspots.sizeBytes);
  });

  test('gives the known errors of an autoregression of order 9 fitted up to 1920', async () => {
    const { values: y } = await datasets.sunspots.load();
    const forecast = autoregression(y, [1, 2, 3, 4, 5, 6, 7, 8, 9], 221);
    // Divided by 1,535, the variance that the literature divides by.
    expect((squaredError(y, 221, 256, forecast) / 1535).toFixed(3)).toBe('0.123');
    expect((squaredError(y, 256, 280, forecast) / 1535).toFixed(3)).toBe('0.342');
  });
});
