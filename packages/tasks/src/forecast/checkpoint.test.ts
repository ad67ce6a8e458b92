import { beforeAll, describe, expect, test } from 'vitest';
import { readSafetensors, writeSafetensors } from '@rekur/safetensors';
import { TaskError } from '../error.js';
import type { ForecastCheckpoint } from './checkpoint.js';
import { decodeForecastCheckpoint, encodeForecastCheckpoint, forecastCheckpointContent, forecastCheckpointFromFile } from './checkpoint.js';
import { quick } from './fixtures/models.js';
import { noise } from './fixtures/series.js';
import { trainForecast } from './train.js';

let checkpoint: ForecastCheckpoint;
beforeAll(async () => {
  const abort = new AbortController();
  const options = { ...quick, signal: abort.signal, onCheckpoint: (each: ForecastCheckpoint) => ((checkpoint = each), abort.abort()) };
  for await (const event of trainForecast({ name: 'noise', values: noise(1, 40), period: 1 }, options)) expect(event.type).not.toBe('backtest');
});

const changed = (metadata: Record<string, string>): Uint8Array => {
  const content = forecastCheckpointContent(checkpoint);
  return writeSafetensors({ tensors: content.tensors, metadata: { ...content.metadata, ...metadata } });
};

const refusal = (given: string): TaskError =>
  new TaskError(
    `decodeForecastCheckpoint: not a checkpoint of a forecast: ${given}; a whole safetensors file of format 'rekur.forecast-checkpoint' version '1' is expected; train anew without it`,
  );

describe('a checkpoint of a forecast', () => {
  test('says what training it belongs to and holds the networks that are finished', () => {
    expect(checkpoint.training).toMatchObject({ series: 'noise', period: 1, settings: { seed: 1, holdout: 13, horizon: 12, networks: 2, hidden: 4, window: 6, steps: 16 } });
    expect(checkpoint.units.map(({ id, stops }) => [id, stops.map(({ step }) => step)])).toEqual([['choose 1.1', [1, 2, 4, 8, 16]]]);
  });

  test('comes back whole from its bytes, which are the same again', () => {
    const bytes = encodeForecastCheckpoint(checkpoint);
    const again = decodeForecastCheckpoint(bytes);
    expect(again).toEqual(checkpoint);
    expect(Buffer.from(encodeForecastCheckpoint(again)).equals(bytes)).toBe(true);
    expect(forecastCheckpointFromFile(readSafetensors(bytes))).toEqual(checkpoint);
  });

  test.each([
    [{ format: 'rekur.model' }, "format 'rekur.model' version '1'"],
    [{ version: '2' }, "format 'rekur.forecast-checkpoint' version '2'"],
    [{ units: '{' }, 'its list of units is damaged'],
    [{ units: '[{"id":1}]' }, 'its list of units is damaged'],
    [{ units: '[{"id":"choose 1.1","steps":[1,2,4,8,16,32]}]' }, "there are no tensors for step 32 of 'choose 1.1'"],
    [{ training: '{"series":"x"}' }, 'it does not say what training it belongs to'],
  ])('with %j is refused', (metadata, given) => {
    expect(() => decodeForecastCheckpoint(changed(metadata as unknown as Record<string, string>))).toThrow(refusal(given));
  });

  test('that is cut off is refused', () => {
    const bytes = encodeForecastCheckpoint(checkpoint);
    expect(() => decodeForecastCheckpoint(bytes.slice(0, bytes.length - 1))).toThrow(TaskError);
    expect(() => decodeForecastCheckpoint(new Uint8Array())).toThrow('decodeForecastCheckpoint: not a checkpoint of a forecast: ');
  });
});
