import { beforeAll, describe, expect, test } from 'vitest';
import { flattenTree, mapTree, tensor } from '@rekur/tensor';
import { TaskError } from '../error.js';
import { decodeModelFile, encodeModelFile, type ModelFile } from '../modelFile.js';
import { quick, trained } from './fixtures/models.js';
import { logisticMap } from './fixtures/series.js';
import { forecast } from './forecast.js';
import { forecastModelFile, forecastModelFromFile } from './forecastModelFile.js';
import type { ForecastModel } from './model.js';

let model: ForecastModel;
let file: ModelFile;
beforeAll(async () => {
  const times = Array.from({ length: 90 }, (_, index) => String(1900 + index));
  ({ model } = await trained({ name: 'chaos', valueName: 'x', values: logisticMap(1, 90), times, period: 4 }, quick));
  file = forecastModelFile(model);
});

/** The message of reading the file with fields changed, given as dotted paths. */
function refusal(changes: Record<string, unknown>, parameters = file.parameters): string {
  const description = JSON.parse(JSON.stringify(file.description)) as Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const parent = keys.slice(0, -1).reduce((node, key) => node[key] as Record<string, unknown>, description);
    parent[keys[keys.length - 1]] = value;
  }
  try {
    forecastModelFromFile({ task: 'forecast', parameters, description });
  } catch (error) {
    expect(error).toBeInstanceOf(TaskError);
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

const damaged = (what: string): string => `forecastModelFromFile: model is damaged: ${what}; parts that fit together are expected; train it again`;

describe('a forecast model file', () => {
  test('brings the model back whole: the same forecasts and the same bytes', () => {
    const bytes = encodeModelFile(file);
    const again = forecastModelFromFile(decodeModelFile(bytes));
    expect(again).toEqual(model);
    expect(forecast(again, { paths: 20 })).toEqual(forecast(model, { paths: 20 }));
    expect(Buffer.from(encodeModelFile(forecastModelFile(again))).equals(bytes)).toBe(true);
  });

  test('holds networks that take part', () => {
    expect(model.network.stops.length).toBeGreaterThan(0);
    expect(flattenTree(file.parameters).map(({ path }) => path)).toContain('networks.0.1.0.weight_hh_l0');
  });

  test('of another task is refused', () => {
    expect(() => forecastModelFromFile({ ...file, task: 'text' })).toThrow(
      new TaskError('forecastModelFromFile: model of another task: its task is text; a model that was trained on a series is expected; rekur generate uses models of texts'),
    );
  });

  test.each([
    [{ period: 0 }, 'period is 0, not a whole number from 1 to 9007199254740991'],
    [{ period: 5 }, 'network.form.differencing.period is 4, not 5'],
    [{ name: 7 }, 'name is 7, not text'],
    [{ 'preprocessing.transform': 'eval' }, 'preprocessing.transform is "eval", not log or none'],
    [{ 'preprocessing.deviation': 0 }, 'preprocessing.deviation is 0, not a finite number of at least 5e-324'],
    [{ 'linear.lags': [2, 1] }, /^forecastModelFromFile: model is damaged: its linear path has 2 lags, in order or not, for \d+ coefficients;/],
    [{ linear: { lags: [1000000], coefficients: [1], constant: 0 } }, 'it has 90 values of history and looks 1000000 back'],
    [{ 'linear.constant': null }, 'linear.constant is null, not a finite number'],
    [{ times: ['1900'] }, 'it has 1 times for 90 values'],
    [{ 'network.form.hidden': 1e9 }, 'network.form.hidden is 1000000000, not a whole number from 1 to 1024'],
    [{ 'network.form.hidden': 5 }, 'networks.0.0.0.weight_ih_l0 is missing, of another shape than [20, 2], or not finite'],
    [{ 'network.stops.0.members': 3 }, 'networks.0.2.0.weight_ih_l0 is missing, of another shape than [16, 2], or not finite'],
    [{ 'network.stops': {} }, 'network.stops is an object, not a list'],
    [{ card: undefined }, 'card.settings.seed is missing, not a whole number from 0 to 9007199254740991'],
    [{ 'card.backtest.rows': [{ method: 'x' }] }, 'card.backtest.rows[0].rootMeanSquaredError is missing, not a finite number of at least 0'],
    [{ 'card.linear': [{ form: { ordinary: 2 } }] }, 'card.linear[0].form.ordinary is 2, not 0 or 1'],
  ])('with %j is refused', (changes, what) => {
    const message = refusal(changes);
    if (typeof what === 'string') expect(message).toBe(damaged(what));
    else expect(message).toMatch(what);
  });

  test('whose tensors do not fit is refused', () => {
    const without = (name: string): typeof file.parameters => Object.fromEntries(Object.entries(file.parameters).filter(([key]) => key !== name));
    expect(refusal({}, without('history'))).toBe(damaged('its history is missing or no float64 vector'));
    expect(refusal({}, { ...file.parameters, residuals: tensor([1, 2]) })).toBe(damaged('its residuals is missing or no float64 vector'));
    expect(refusal({}, { ...file.parameters, history: tensor(new Float64Array(90).fill(NaN)) })).toBe(damaged('its history holds a value that is not finite'));
    const poisoned = mapTree(file.parameters, (value, path) => (path.endsWith('2.bias') ? tensor([NaN]) : value));
    expect(refusal({}, poisoned)).toBe(damaged('networks.0.0.2.bias is missing, of another shape than [1], or not finite'));
    expect(refusal({}, without('networks'))).toBe(damaged('networks.0.0.0.weight_ih_l0 is missing, of another shape than [16, 2], or not finite'));
    const logarithmic = { preprocessing: { transform: 'log', mean: 0, deviation: 1 } };
    expect(refusal(logarithmic, { ...file.parameters, history: tensor(new Float64Array(90)) })).toBe(damaged('it takes logarithms of values that are not positive'));
  });
});
