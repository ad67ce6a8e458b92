// What this task is for: the last 48 months of AirPassengers, each forecast one step ahead by a model fitted to the first
// 96, with default options. The seasonal random walk makes 15.6; networks alone scatter between 14 and 25 with their seed.
import { describe, expect, test } from 'vitest';
import { airPassengers } from '@rekur/datasets';
import { trained } from './fixtures/models.js';

describe('AirPassengers', () => {
  test('five seeds of five do better than the seasonal random walk, and their median than 14', { timeout: 300_000 }, async () => {
    const air = await airPassengers();
    const errors: number[] = [];
    for (const seed of [1, 2, 3, 4, 5]) {
      const { model } = await trained(air, { seed });
      const { rows, coverage } = model.card.backtest;
      const errorOf = (method: string): number => rows.find((row) => row.method === method)?.rootMeanSquaredError ?? NaN;
      expect([errorOf('naive'), errorOf('seasonal naive'), errorOf('seasonal random walk')].map((error) => error.toFixed(1))).toEqual(['48.0', '41.9', '15.6']);
      expect(coverage[0].share).toBeGreaterThan(0.65);
      expect(coverage[1].share).toBeGreaterThan(0.85);
      errors.push(errorOf('rekur'));
    }
    for (const error of errors) expect(error).toBeLessThan(15.6);
    expect(errors.sort((a, b) => a - b)[2]).toBeLessThan(14);
  });
});
