import { describe, expect, test } from 'vitest';
import { airPassengers } from '@rekur/datasets';
import { observe } from '@rekur/rnn';
import { TaskError } from '../error.js';
import { autoregressiveModel, trained } from '../forecast/fixtures/models.js';
import { oneStepAhead } from '../forecast/predict.js';
import { preprocess, restore } from '../forecast/preprocessing.js';
import type { TextModel } from '../text/model.js';
import { trainText } from '../text/trainText.js';
import { viewForecaster, viewText } from './networkView.js';

async function textModel(): Promise<TextModel> {
  const source = { name: 'rhyme', text: 'row, row, row your boat, gently down the stream.\n'.repeat(40) };
  for await (const event of trainText(source, { steps: 5, hidden: 8, embedding: 4, sampleEvery: 0 })) if (event.type === 'end') return event.model;
  throw new Error('no end');
}

describe('viewText', () => {
  test('reads all characters but the last, whose −log probability is the loss', async () => {
    const { module, parameters, input, steps, loss, lossName } = viewText(await textModel(), 'row');
    expect(input.shape).toEqual([1, 2]);
    expect(steps).toEqual(['r', 'o']);
    expect(lossName).toBe('−log P("w") after the last step');
    const { output } = observe(module, parameters, input);
    const logits = Array.from(output.data).slice(output.shape[2]);
    const id = viewText(await textModel(), 'wr').input.data[0];
    const expected = Math.log(logits.reduce((sum, each) => sum + Math.exp(each), 0)) - logits[id];
    expect(loss(output).item()).toBeCloseTo(expected, 5);
  });

  test('reads what the model writes where no text is given', async () => {
    expect(viewText(await textModel()).steps).toHaveLength(47);
  });

  test('refuses a text that is too short, or has characters that the model does not know', async () => {
    const model = await textModel();
    expect(() => viewText(model, 'r')).toThrow(new TaskError('viewText: input is too short: 1 characters; at least 2 are expected'));
    expect(() => viewText(model, 'rowé')).toThrow(new TaskError('viewText: unknown character in the input: "é"; the model knows 20 characters; leave it out'));
  });
});

describe('viewForecaster', () => {
  test('reads the end of the series, and its loss is the correction that the forecast contains', async () => {
    const series = await airPassengers();
    const { model } = await trained(series, { networks: 1, steps: 16 });
    const [stop] = model.network.stops;
    const single = { ...model, network: { ...model.network, stops: [stop] } };
    const { module, parameters, input, steps, loss } = viewForecaster(single, series.values.slice(0, 143)) ?? {};
    if (!module || !parameters || !input || !loss) throw new Error('no network takes part');
    expect(input.shape).toEqual([1, 12, 2]);
    expect(steps?.[11]).toBe('143');
    expect(viewForecaster(single)?.steps).toEqual(series.times.slice(-12));
    const correction = loss(observe(module, parameters, input).output).item() * model.network.scale.target * stop.weight;
    const without = { ...model, network: { ...model.network, stops: [] } };
    const [linear] = preprocess(model.preprocessing, oneStepAhead(without, series.values, 143));
    const [whole] = oneStepAhead(single, series.values, 143);
    expect(whole).toBeCloseTo(restore(model.preprocessing, linear + correction), 9);
    expect(() => viewForecaster(single, [1, 2])).toThrow(new TaskError(`viewForecaster: input is too short: 2 values; at least ${12 + 12 + 12 + 1} are expected, as the network looks back so far`));
  });

  test('is undefined where no network takes part', () => {
    expect(viewForecaster(autoregressiveModel(0.5, Float64Array.of(1, 2), Float64Array.of(0.1)))).toBeUndefined();
  });
});
