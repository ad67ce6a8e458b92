import { beforeAll, describe, expect, test } from 'vitest';
import { TaskError } from '../error.js';
import { encodeModelFile } from '../modelFile.js';
import type { ForecastCheckpoint } from './checkpoint.js';
import { decodeForecastCheckpoint, encodeForecastCheckpoint } from './checkpoint.js';
import type { ForecastEvent } from './events.js';
import { quick, trained } from './fixtures/models.js';
import { generatedSeries, logisticMap } from './fixtures/series.js';
import { forecastModelFile } from './forecastModelFile.js';
import type { ForecastModel } from './model.js';
import { forecast } from './forecast.js';
import { oneStepAhead } from './predict.js';
import { trainForecast } from './train.js';

// Networks have something to add to this one, so that they end up in the model.
const series = { name: 'chaos', period: 1, values: logisticMap(1, 90), times: Array.from({ length: 90 }, (_, index) => String(1900 + index)) };
const bytes = (model: ForecastModel): string => Buffer.from(encodeModelFile(forecastModelFile(model))).toString('base64');

let events: ForecastEvent[];
let model: ForecastModel;
const checkpoints: ForecastCheckpoint[] = [];
beforeAll(async () => {
  ({ events, model } = await trained(series, { ...quick, onCheckpoint: (checkpoint) => void checkpoints.push(checkpoint) }));
});

describe('trainForecast', () => {
  test('reports the plan, progress over the whole job, the choice, the backtest and the end', () => {
    const order = events.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1]);
    expect(order).toEqual(['plan', 'progress', 'choice', 'progress', 'backtest', 'progress', 'end']);
    const progress = events.filter((event) => event.type === 'progress');
    progress.forEach(({ done, total }, index) => {
      expect(done).toBe(index + 1);
      expect(total).toBeGreaterThanOrEqual(done);
    });
    const last = progress[progress.length - 1];
    expect(last.done).toBe(last.total);
    expect([progress[0].unit, last.unit]).toEqual(['choose 1.1', 'final 2']);
  });

  test('its backtest is what the model says of values that it did not know', () => {
    const backtest = events.find((event) => event.type === 'backtest');
    expect(backtest?.forecasts.map(({ origin }) => origin)).toEqual(Array.from({ length: 30 }, (_, index) => 60 + index));
    expect(backtest?.rows.map(({ method }) => method)).toEqual(['rekur', 'rekur without LSTM', 'naive', 'drift']);
    expect(model.card.backtest.rows).toEqual(backtest?.rows);
  });

  test('gives the same bits for the same seed and others for another', async () => {
    expect(bytes((await trained(series, quick)).model)).toBe(bytes(model));
    expect(bytes((await trained(series, { ...quick, seed: 2 })).model)).not.toBe(bytes(model));
  });

  test('interrupted anywhere and resumed, gives the bits of a training that was not', async () => {
    for (const after of [1, 20, 100, 150]) {
      const abort = new AbortController();
      let kept: ForecastCheckpoint | undefined;
      let seen = 0;
      let reason = '';
      const options = { ...quick, signal: abort.signal, onCheckpoint: (checkpoint: ForecastCheckpoint) => void (kept = checkpoint) };
      for await (const event of trainForecast(series, options)) {
        if (event.type === 'progress' && ++seen === after) abort.abort();
        if (event.type === 'end') reason = event.reason;
      }
      expect([reason, seen]).toEqual(['aborted', after]);
      // Settings come from the checkpoint.
      const resume = kept && decodeForecastCheckpoint(encodeForecastCheckpoint(kept));
      const again = await trained(series, resume ? { resume } : quick);
      expect(bytes(again.model)).toBe(bytes(model));
      const redone = again.events.filter(({ type }) => type === 'progress').length;
      expect(redone).toBe(events.filter(({ type }) => type === 'progress').length - 16 * Math.floor(after / 16));
    }
  });

  test('resumed from a finished checkpoint, trains nothing', async () => {
    const again = await trained(series, { resume: checkpoints[checkpoints.length - 1] });
    expect(again.events.map(({ type }) => type)).toEqual(['plan', 'choice', 'backtest', 'end']);
    expect(bytes(again.model)).toBe(bytes(model));
  });

  test('refuses a checkpoint of other values, settings or version', async () => {
    const [resume] = checkpoints;
    const refused = (changed: object, options: object = {}, training: object = {}): Promise<unknown> =>
      trained({ ...series, ...changed }, { ...options, resume: { ...resume, training: { ...resume.training, ...training } } });
    await expect(refused({ values: logisticMap(2, 90), name: 'other' })).rejects.toThrow(
      new TaskError('trainForecast: checkpoint is of another series: it was made with chaos, of other values than other; the same series is expected; train anew without resume'),
    );
    await expect(refused({}, { seed: 2 })).rejects.toThrow(
      new TaskError('trainForecast: seed differs from the checkpoint: 2; 1 is expected, as before; leave seed out to go on, or train anew without resume'),
    );
    await expect(refused({ period: 4 })).rejects.toThrow(
      new TaskError('trainForecast: period differs from the checkpoint: 4; 1 is expected, as before; leave period out to go on, or train anew without resume'),
    );
    await expect(refused({}, {}, { version: '0.0.1' })).rejects.toThrow('trainForecast: checkpoint is of another version: it was made by version 0.0.1 of @rekur/tasks;');
    await expect(refused({}, {}, { settings: { ...resume.training.settings, hidden: 5 } })).rejects.toThrow(
      new TaskError("trainForecast: checkpoint does not fit: its network 'choose 1.1' has other tensors or steps; parameters after 1, 2, 4, 8, 16 steps are expected; train anew without resume"),
    );
  });

  test('lets LSTMs do what no linear method can', async () => {
    const { model: chaos, events: seen } = await trained({ name: 'chaos', period: 1, values: logisticMap(3, 160) }, { networks: 1, steps: 96, window: 4 });
    const { contribution, backtest } = chaos.card;
    expect(contribution.weight).toBeGreaterThan(0.7);
    expect(contribution.errorWith).toBeLessThan(0.5 * contribution.errorWithout);
    const [own, linear, ...baselines] = backtest.rows.map((row) => row.rootMeanSquaredError);
    expect(own).toBeLessThan(0.5 * Math.min(linear, ...baselines));
    expect(seen.find(({ type }) => type === 'choice')).toEqual({ type: 'choice', contribution });
  });

  test('is not worse than the best of naive, seasonal naive and drift, whatever the series, beyond what chance allows', async () => {
    for (const each of generatedSeries(1)) {
      const { model: fitted } = await trained(each, { networks: 1, steps: 16, window: 6 });
      const [own, , ...baselines] = fitted.card.backtest.rows.map((row) => row.rootMeanSquaredError);
      // Which baseline is best is known afterwards only, and six values of a random walk say little.
      expect(own / Math.min(...baselines), each.name).toBeLessThan(each.values.length < 50 ? 2 : 1.1);
      const { intervals, point } = forecast(fitted, { horizon: 4, paths: 20 });
      expect(point.every((value, step) => Number.isFinite(value) && intervals[1].lower[step] <= intervals[1].upper[step]), each.name).toBe(true);
    }
  });

  test('knows what to do with series that never change, repeat themselves or grow without noise', async () => {
    const made = async (value: (time: number) => number): Promise<number[]> => {
      const { model: fitted } = await trained({ name: 'exact', values: Array.from({ length: 40 }, (_, time) => value(time)) }, { networks: 1, steps: 4, window: 4 });
      return Array.from(forecast(fitted, { horizon: 3, paths: 10 }).point, (each) => Number(each.toFixed(6)));
    };
    expect(await made(() => 7)).toEqual([7, 7, 7]);
    expect(await made((time) => [1, 2, 3, 4][time % 4])).toEqual([1, 2, 3]);
    expect(await made((time) => 5 + 2 * time)).toEqual([85, 87, 89]);
  });

  test('one-step forecasts of the model continue where the series ends', () => {
    const [next] = oneStepAhead(model, series.values, 90);
    expect(next).toBeUndefined();
    expect(forecast(model, { horizon: 2, paths: 10 }).times).toEqual(['1990', '1991']);
  });
});
