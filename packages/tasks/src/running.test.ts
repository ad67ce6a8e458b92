import { describe, expect, test } from 'vitest';
import { interpreter } from '@rekur/tensor';
import { classify } from './classify/classify.js';
import { trainClassifier } from './classify/train.js';
import { forecast } from './forecast/forecast.js';
import { networkModule } from './forecast/network.js';
import { oneStepAhead } from './forecast/predict.js';
import { trainForecast } from './forecast/train.js';
import { extendEvent, runCardOf } from './running.js';
import { evaluateText } from './text/evaluate.js';
import { generate } from './text/generate.js';
import { trainText } from './text/trainText.js';
import { watchedEngine } from './testing/watchedEngine.js';

/** What the last event carries. */
async function modelOf<Model>(events: AsyncGenerator<object, Model>): Promise<Model> {
  for (;;) {
    const next = await events.next();
    if (next.done) return next.value;
  }
}

const rhyme = { name: 'rhyme', text: 'row, row, row your boat, gently down the stream.\n'.repeat(20) };
const textOptions = { steps: 4, hidden: 5, embedding: 3, sampleEvery: 2, sampleLength: 6 };
const lines = Array.from({ length: 40 }, (_, index) => [0, 1, 2, 3].map((time) => [index % 2 === 0 ? time : -time]));
const labelled = { name: 'lines', inputs: lines, labels: lines.map(([, [second]]) => (second > 0 ? 'rises' : 'falls')) };
const series = { name: 'wave', values: Array.from({ length: 60 }, (_, time) => 10 + time / 10 + 3 * (time % 7)) };

describe('a task runs on the engine that is chosen, all of it:', () => {
  test('a text: training, validation, samples, measuring and writing, with weights and state in the engine', async () => {
    const { engine, crossings } = watchedEngine();
    const model = await modelOf(trainText(rhyme, { ...textOptions, engine }));
    expect(model.card).toMatchObject({ engine: 'watched', arithmetic: 'separate' });
    // Training with its validation, the samples, and what is held out.
    expect(crossings.sessions).toBe(3);
    const before = { ...crossings, args: crossings.args.length };
    const text = Array.from(generate(model, { length: 9, engine })).join('');
    const written = crossings.written - before.written;
    expect(crossings).toMatchObject({ sessions: before.sessions + 1, programs: before.programs + 1, read: before.read });
    expect(crossings.args.slice(before.args)).toEqual(new Array<string>(10).fill('int32[1,1]'));
    // Seven tensors of weights and two of the state, which is written again at the start.
    expect(written).toBe(7 + 2 + 2);
    expect(text).toBe(Array.from(generate(model, { length: 9, engine: interpreter })).join(''));
    const figure = await evaluateText(model, rhyme.text, { engine });
    expect(figure).toEqual(await evaluateText(model, rhyme.text, { engine: interpreter }));
    expect(crossings.sessions).toBe(5);
  });

  test('labels: training, validation and classifying', async () => {
    const { engine, crossings } = watchedEngine('mine, fused');
    const model = await modelOf(trainClassifier(labelled, { hidden: 4, epochs: 2, engine }));
    expect(model.card).toMatchObject({ engine: 'mine, fused', arithmetic: 'fused' });
    expect(crossings.sessions).toBe(2);
    expect(classify(model, [[1], [2]], { engine })).toEqual(classify(model, [[1], [2]], { engine: interpreter }));
    expect(crossings.sessions).toBe(3);
    expect(crossings.args.at(-1)).toMatch(/^float32\[1,\d+,1\]( int32\[1\])?$/);
  });

  test('a series: training, backtest and forecasts, whose networks are written once', async () => {
    const { engine, crossings } = watchedEngine();
    const model = await modelOf(trainForecast(series, { networks: 2, steps: 4, hidden: 3, engine }));
    if (!model) throw new Error('stopped');
    expect(model.card).toMatchObject({ engine: 'watched', arithmetic: 'separate' });
    const module = networkModule(model.network.form);
    const members = [5, 6].map((word1) => module.initialize({ word0: 0, word1 }));
    const withNetwork = { ...model, network: { ...model.network, stops: [{ step: 1, weight: 1, members }] } };
    const before = { ...crossings };
    const ahead = forecast(withNetwork, { horizon: 5, paths: 20, engine });
    expect(crossings).toMatchObject({ sessions: before.sessions + 1, programs: before.programs + 1, read: before.read, written: before.written + 2 * 6 });
    expect(ahead).toEqual(forecast(withNetwork, { horizon: 5, paths: 20, engine: interpreter }));
    expect(oneStepAhead(withNetwork, series.values, 50, { engine })).toEqual(oneStepAhead(withNetwork, series.values, 50, { engine: interpreter }));
  });

  test('an engine by name', async () => {
    const [one, other] = [await modelOf(trainText(rhyme, { ...textOptions, engine: 'wasm' })), await modelOf(trainText(rhyme, { ...textOptions, engine: 'interpreter' }))];
    expect(one.parameters).toEqual(other.parameters);
    expect(() => generate(one, { engine: 'gpu' as never })).toThrow("engineFor: no such engine: 'gpu'; 'wasm' or 'interpreter', or an Engine of your own, is expected");
    await expect(modelOf(trainForecast(series, { engine: 'gpu' as never }))).rejects.toThrow("engineFor: no such engine: 'gpu'; ");
    await expect(modelOf(trainClassifier(labelled, { engine: 'gpu' as never }))).rejects.toThrow("engineFor: no such engine: 'gpu'; ");
  });

  test('and tells onDebug of what is compiled', async () => {
    const messages: string[] = [];
    const onDebug = (message: string): void => void messages.push(message.replace(/\d+ (equations|ms)/g, 'n $1'));
    const model = await modelOf(trainText(rhyme, { ...textOptions, onDebug }));
    expect(messages.map((message) => message.replace(/ for .*/, ''))).toEqual([
      'fit: compiled a training step',
      'fit: compiled a validation step',
      'trainText: compiled a step of one character',
      'trainText: compiled a measuring step',
    ]);
    messages.length = 0;
    expect(Array.from(generate(model, { length: 2, onDebug }))).toHaveLength(2);
    expect(messages).toEqual(['generate: compiled a step of one character for id int32[1, 1]: n equations, n ms']);
  });
});

test('a card says what the engine is called and how it multiplies', () => {
  expect(runCardOf(interpreter)).toEqual({ engine: 'interpreter', arithmetic: 'separate' });
  expect(runCardOf({ ...interpreter, name: 'wasm, 256 bits, fused, 2 threads' })).toEqual({ engine: 'wasm, 256 bits, fused, 2 threads', arithmetic: 'fused' });
});

test('an event with more fields keeps its parameters unread', () => {
  let reads = 0;
  const event = {
    type: 'step',
    get parameters() {
      return ++reads;
    },
  };
  const more = extendEvent(event, { accuracy: 1 });
  expect([more.type, more.accuracy, reads]).toEqual(['step', 1, 0]);
  expect([more.parameters, reads]).toEqual([1, 1]);
});
