import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { forecastFigure, type ForecastFigureData } from './forecastFigure.js';

const months = Array.from({ length: 36 }, (_, index) => `${1958 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`);
const values = months.map((_, index) => 300 + 10 * index);
const forecast = values.slice(24).map((value) => value + 5);
const widened = (by: number): number[] => forecast.map((value) => value + by);
const data: ForecastFigureData = {
  measure: 'passengers, thousands',
  history: { times: months.slice(0, 24), values: values.slice(0, 24) },
  forecast: {
    times: months.slice(24),
    values: forecast,
    bands: [{ level: 0.8, lower: widened(-4), upper: widened(20) }, { level: 0.95, lower: widened(-10), upper: widened(40) }],
  },
  truth: { times: months.slice(24, 34), values: values.slice(24, 34) },
  baselines: [{ name: 'last value', times: months.slice(24), values: new Array<number>(12).fill(530) }],
};

test('forecasts are drawn in every look, with one band, two or none', async () => {
  const svgs = await expectEveryLook((options) => forecastFigure(data, options));
  for (const svg of svgs) expect(svg).toContain('>1959</text>');
  await expectEveryLook((options) => forecastFigure({ history: data.history, forecast: { ...data.forecast, bands: data.forecast.bands?.slice(0, 1) } }, options));
});

test('times may be numbers', async () => {
  await expectEveryLook((options) => forecastFigure({ history: { times: [0, 1, 2], values: [1, 2, 1] }, forecast: { times: [3, 4], values: [2, 1] } }, options));
});

test('the description tells errors where the truth is known, and how often it was within the bands', () => {
  expect(forecastFigure(data).description).toBe(
    '24 past values, then a forecast of 12 from 545 (1960-01) to 655 (1960-12), with intervals of 95% and 80%. mean absolute error 5 (last value 55) · 10 of 10 within 95% · 0 of 10 within 80%.',
  );
  expect(forecastFigure({ history: data.history, forecast: { times: ['1960-01'], values: [7] } }, { language: 'ko' }).description).toBe(
    '과거 값 24개와 예측 1개: 7 (1960-01)부터 7 (1960-01)까지.',
  );
});

test('ragged series, bands upside down, levels in percent and times of two kinds are refused', () => {
  const refused = (changes: Partial<ForecastFigureData>) => expect(() => forecastFigure({ ...data, ...changes }));
  refused({ history: { times: [], values: [] } }).toThrow('forecastFigure: nothing to draw: history is empty');
  refused({ truth: { times: ['1960-01'], values: [] } }).toThrow('forecastFigure: ragged data: values of truth has 0 items; expected 1');
  const one = { times: ['1960-01'], values: [1] };
  refused({ forecast: { ...one, bands: [{ level: 80, lower: [0], upper: [2] }] } }).toThrow('forecastFigure: level out of range: 80; a number between 0 and 1 is expected; 80 % is 0.8');
  refused({ forecast: { ...one, bands: [{ level: 0.8, lower: [3], upper: [2] }] } }).toThrow(
    'forecastFigure: band upside down: lower[0] is 3, upper[0] is 2; lower at most as large as upper is expected',
  );
  refused({ forecast: { ...one, bands: [0.5, 0.8, 0.9].map((level) => ({ level, lower: [0], upper: [2] })) } }).toThrow('forecastFigure: too many bands: 3; two at the most are expected');
  refused({ truth: { times: [3], values: [1] } }).toThrow("forecastFigure: times of two kinds: '1958-01' and 3; all numbers or all texts are expected");
});
