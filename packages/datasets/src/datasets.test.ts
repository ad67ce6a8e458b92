import { describe, expect, test } from 'vitest';
import { DataError } from './error.js';
import { datasets, findDataset } from './datasets.js';

describe('datasets', () => {
  test('moby-dick has the characters that its baselines were measured on', async () => {
    const { text, ...rest } = await datasets['moby-dick'].load();
    expect(rest).toEqual({ kind: 'text', name: 'moby-dick', title: 'Moby-Dick' });
    expect(Array.from(text).length).toBe(1_190_317);
    expect(new Set(text).size).toBe(83);
    const bytes = new TextEncoder().encode(text);
    expect(bytes.length).toBe(datasets['moby-dick'].sizeBytes);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    expect(Buffer.from(hash).toString('hex')).toBe('fe282a57094ed62e7144fb7c804a9748fc1c909bf3b49d06e7276015f9f67240');
    expect(text.startsWith('CHAPTER 1. Loomings.\n\nCall me Ishmael.')).toBe(true);
    expect(text.includes('\r')).toBe(false);
  });

  test('air-passengers has 144 months', async () => {
    const { times, values, ...rest } = await datasets['air-passengers'].load();
    expect(rest).toEqual({
      kind: 'series',
      name: 'air-passengers',
      title: 'Airline passengers',
      valueName: 'passengers',
      unit: 'thousands',
      period: 12,
      frequency: 'monthly',
    });
    expect([times.length, times[0], times[11], times[12], times[143]]).toEqual([144, '1949-01', '1949-12', '1950-01', '1960-12']);
    expect([values[0], values[143], values.reduce((sum, value) => sum + value)]).toEqual([112, 432, 40363]);
    expect(values.byteLength).toBe(datasets['air-passengers'].sizeBytes);
  });

  test('air-passengers gives the published errors of simple forecasts of the last 48 months', async () => {
    const { values: y } = await datasets['air-passengers'].load();
    const rmse = (forecast: (t: number) => number) => {
      let sum = 0;
      for (let t = 96; t < 144; t++) sum += (y[t] - forecast(t)) ** 2;
      return Math.sqrt(sum / 48).toFixed(1);
    };
    expect(rmse((t) => y[t - 1])).toBe('48.0');
    expect(rmse((t) => y[t - 12])).toBe('41.9');
    expect(rmse((t) => (y[t - 12] * y[t - 1]) / y[t - 13])).toBe('15.6');
  });

  test('each load gives arrays of its own', async () => {
    const first = await datasets['air-passengers'].load();
    first.values[0] = 0;
    expect((await datasets['air-passengers'].load()).values[0]).toBe(112);
  });
});

describe('findDataset', () => {
  test('finds every dataset by its name', () => {
    for (const [name, entry] of Object.entries(datasets)) expect(findDataset(name)).toBe(entry);
  });

  test('names the nearest dataset for a name that does not exist', () => {
    const names = Object.keys(datasets).map((name) => `"${name}"`).join(', ');
    expect(() => findDataset('mobydick')).toThrow(
      new DataError(`findDataset: no such dataset: "mobydick"; the datasets are ${names}; did you mean "moby-dick"?`),
    );
    expect(() => findDataset('toString')).toThrow(
      new DataError(`findDataset: no such dataset: "toString"; the datasets are ${names}`),
    );
  });
});
