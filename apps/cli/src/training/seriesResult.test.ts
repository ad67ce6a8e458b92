import { describe, expect, test } from 'vitest';
import { colorsFor } from '../io.js';
import { backtestLines, forecastCsv, forecastLines } from './seriesResult.js';

const ahead = {
  times: ['1961-01', '1961-02'],
  point: Float64Array.of(450.25, 9.5),
  median: Float64Array.of(450, 9),
  mean: Float64Array.of(451, 10),
  intervals: [
    { level: 0.8, lower: Float64Array.of(430.1, 8), upper: Float64Array.of(470, 11.25) },
    { level: 0.995, lower: Float64Array.of(400, 5), upper: Float64Array.of(500, 14) },
  ],
};

describe('results of a series', () => {
  test('show a forecast with its intervals as a table', () => {
    expect(forecastLines('passengers', ahead)).toEqual([
      '  time     passengers  80 % interval  99.5 % interval',
      '  1961-01       450.3  430.1 … 470.0    400.0 … 500.0',
      '  1961-02         9.5     8.0 … 11.3       5.0 … 14.0',
    ]);
    expect(forecastLines('value', { ...ahead, times: undefined })[1]).toMatch(/^ {2}\+1 /);
  });

  test('give a forecast as CSV with numbers in full', () => {
    expect(forecastCsv('a "b", c', ahead)).toEqual([
      'time,"a ""b"", c",lower_80,upper_80,lower_99.5,upper_99.5',
      '1961-01,450.25,430.1,470,400,500',
      '1961-02,9.5,8,11.25,5,14',
    ]);
  });

  test('show errors beside those of the baselines', () => {
    const row = (method: string, error: number) => ({
      method,
      rootMeanSquaredError: error,
      meanAbsoluteError: error / 2,
      meanAbsoluteScaledError: error > 20 ? null : error / 30,
    });
    const card = {
      settings: { seed: 1, holdout: 48, horizon: 12, networks: 5, hidden: 8, window: 12, steps: 160 },
      backtest: { rows: [row('this model', 16.5), row('naive', 48.25)], coverage: [{ level: 0.8, share: 0.8125 }] },
    };
    const plain = colorsFor({ isTerminal: false, columns: 80, write: async () => undefined }, true);
    expect(backtestLines(card, plain)).toEqual([
      'held out: the last 48 values, each forecast from those before it',
      '  one step ahead   RMSE    MAE   MASE',
      '  this model      16.50   8.25  0.550',
      '  naive           48.25  24.13      –',
      '  81.3 % of the values lay in 80 % intervals',
    ]);
  });
});
