// What this task is for: the last 48 months of AirPassengers, each forecast one step ahead by a model fitted to the first
// 96, with default options. The seasonal random walk makes 15.6; LSTMs alone scatter between 14 and 25 with their seed.
// benchmarks/forecast-seeds.mjs does the same for five seeds.
import { describe, expect, test } from 'vitest';
import { airPassengers } from '@rekur/datasets';
import { trained } from './fixtures/models.js';

describe('AirPassengers', () => {
  test('the default model does better than every baseline, with intervals that cover what they claim', { timeout: 180_000 }, async () => {
    const { model } = await trained(await airPassengers());
    const { rows, coverage } = model.card.backtest;
    const errorOf = (method: string): number => rows.find((row) => row.method === method)?.rootMeanSquaredError ?? NaN;
    const baselines = ['naive', 'seasonal naive', 'seasonal random walk'].map(errorOf);
    expect(baselines.map((error) => error.toFixed(1))).toEqual(['48.0', '41.9', '15.6']);
    expect(errorOf('rekur')).toBeLessThan(14);
    // The LSTMs take part, and move little from seed to seed.
    expect(model.card.contribution.weight).toBeGreaterThan(0);
    expect(Math.abs(errorOf('rekur') - errorOf('rekur without LSTM'))).toBeLessThan(0.5);
    // Of 48 values: 0.8 ± 0.15 and 0.95 ± 0.08 are what chance allows.
    expect(Math.abs(coverage[0].share - 0.8)).toBeLessThan(0.15);
    expect(Math.abs(coverage[1].share - 0.95)).toBeLessThan(0.08);
  });
});
