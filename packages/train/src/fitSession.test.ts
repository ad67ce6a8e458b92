import { describe, expect, test } from 'vitest';
import { embedding, linear, lstm, type Module, type Parameters, sequential } from '@rekur/rnn';
import { flattenTree, interpreter, tensor } from '@rekur/tensor';
import type { Batch } from './batch.js';
import type { Checkpoint } from './checkpoint.js';
import type { FitEvent } from './events.js';
import { fit } from './fit.js';
import type { FitOptions } from './fitOptions.js';
import { crossEntropy } from './losses/crossEntropy.js';
import { adam } from './optimizers/adam.js';
import { watchedEngine } from './testing/watchedEngine.js';

const model = sequential(embedding(5, 3), lstm(3, 4), linear(4, 5));
/** Embedding, four tensors of the LSTM, two of the linear layer. */
const TENSORS = 7;

/** Tokens 0 1 2 3 4 0 1 … in `rows` rows of 4. */
function batchOf(start: number, rows = 2, more: Partial<Batch> = {}): Batch {
  const table = (from: number): number[][] => Array.from({ length: rows }, (_, row) => Array.from({ length: 4 }, (_unused, t) => (from + row + t) % 5));
  return { inputs: tensor(table(start), { dtype: 'int32' }), targets: tensor(table(start + 1), { dtype: 'int32' }), ...more };
}

const carrying = (start: number, first: boolean): Batch => batchOf(start, 2, { reset: tensor([first, first]) });
const options: FitOptions = { loss: crossEntropy, optimizer: adam({ learningRate: 0.02 }), seed: 3 };

async function collect(batches: readonly Batch[], more: Partial<FitOptions> = {}, module: Module = model): Promise<FitEvent[]> {
  const events: FitEvent[] = [];
  for await (const event of fit(module, batches, { ...options, ...more })) events.push(event);
  return events;
}

function bits(parameters: Parameters): string {
  return flattenTree(parameters).map(({ path, value }) => `${path} ${Array.from(value.data).join()}`).join('\n');
}

const endBits = (events: readonly FitEvent[]): string => {
  const end = events[events.length - 1];
  if (end.type !== 'end') throw new Error(`last event is ${end.type}`);
  return bits(end.parameters);
};

describe('a training lives in one session:', () => {
  test('what goes in at a step is the batch, scalars and key; what comes out are three numbers', async () => {
    const { engine, crossings } = watchedEngine();
    const batches = [carrying(0, true), carrying(4, false), carrying(8, false)];
    const events = await collect(batches, { engine, epochs: 4 });
    expect(events[0]).toMatchObject({ type: 'start', engine: 'watched' });
    // Parameters, Adam's two moments and the LSTM's h and c go in once; the parameters come out once, at the end.
    expect(crossings).toMatchObject({ sessions: 1, programs: 1, written: 3 * TENSORS + 2, read: TENSORS });
    const scalars = Object.keys(options.optimizer.scalars(1)).map(() => []);
    expect(crossings.runs).toHaveLength(12);
    for (const run of crossings.runs) expect(run).toEqual({ args: [[2, 4], [2, 4], [2], ...scalars, [2]], results: [[], [], []] });
    expect(endBits(events)).toBe(endBits(await collect(batches, { engine: interpreter, epochs: 4 })));
  });

  test('validation, with a carried state of its own, and a smaller last batch are further Programs over it', async () => {
    const { engine, crossings } = watchedEngine();
    const batches = [batchOf(0, 4), batchOf(1, 4), batchOf(2, 1)];
    const validation = [batchOf(0, 3, { reset: tensor([true, false, true]) }), batchOf(3, 3, { reset: tensor([false, false, false]) })];
    const validateEvery = 2;
    const events = await collect(batches, { engine, epochs: 4, validation, validateEvery });
    expect(crossings).toMatchObject({ sessions: 1, programs: 3 });
    expect(crossings.runs.filter(({ results }) => results.length === 1)).toHaveLength(6 * validation.length);
    expect(endBits(events)).toBe(endBits(await collect(batches, { engine: interpreter, epochs: 4, validation, validateEvery })));
    // What validation carries has no part in training.
    const only = await collect(batches, { engine: interpreter, epochs: 4 });
    const losses = (all: readonly FitEvent[]): number[] => all.flatMap((event) => (event.type === 'step' ? [event.loss] : []));
    expect(losses(events)).toEqual(losses(only));
  });

  test('a checkpoint reads it, and resuming writes it', async () => {
    const batches = [carrying(0, true), carrying(4, false), carrying(8, false)];
    const saved: Checkpoint[] = [];
    const first = watchedEngine();
    await collect(batches, { engine: first.engine, epochs: 2, checkpoint: { everySteps: 4, save: (each) => void saved.push(each) } });
    const whole = 3 * TENSORS + 2;
    // Two checkpoints, and the parameters of the end.
    expect(first.crossings.read).toBe(2 * whole + TENSORS);
    const { engine, crossings } = watchedEngine();
    const events = await collect(batches, { engine, epochs: 2, resume: saved[0] });
    expect(crossings).toMatchObject({ written: whole, read: TENSORS });
    expect(endBits(events)).toBe(bits(saved[1].parameters));
  });

  test('batches that hand a state on may follow those that do not', async () => {
    const { engine, crossings } = watchedEngine();
    const batches = [batchOf(0), carrying(4, true), carrying(8, false)];
    await collect(batches, { engine });
    expect(crossings).toMatchObject({ sessions: 2, programs: 2 });
    await expect(collect([...batches, batchOf(0)], { engine })).rejects.toThrow(
      'fit: batch without reset: that of step 4 has none, those before it handed a state on; reset is expected in all batches or in none',
    );
  });

  test('a module without state takes batches with reset, in the same session throughout', async () => {
    const { engine, crossings } = watchedEngine();
    await collect([carrying(0, true), carrying(4, false)], { engine }, sequential(embedding(5, 3), linear(3, 5)));
    expect(crossings).toMatchObject({ sessions: 1, programs: 1 });
  });

  test('validation batches differ in reset: refused', async () => {
    const validation = [batchOf(0), carrying(0, true)];
    await expect(collect([batchOf(0)], { validation })).rejects.toThrow(
      'fit: validation batches differ in reset: one has one, those before it have none; reset is expected in all batches or in none',
    );
    await expect(collect([batchOf(0)], { validation: [...validation].reverse() })).rejects.toThrow(
      'fit: validation batches differ in reset: one has none, those before it have one; reset is expected in all batches or in none',
    );
  });
});

describe('the parameters of an event', () => {
  test('are copied out when they are first read, once', async () => {
    const { engine, crossings } = watchedEngine();
    const seen: string[] = [];
    for await (const event of fit(model, [batchOf(0), batchOf(1), batchOf(2)], { ...options, engine, validation: [batchOf(0)] })) {
      const before = crossings.read;
      if (event.type === 'step') seen.push(bits(event.parameters), bits(event.parameters));
      // Lowest so far: they have been read with the step's.
      if (event.type === 'validation') expect(bits(event.parameters)).toBe(seen.at(-1));
      expect(crossings.read - before).toBe(event.type === 'step' ? TENSORS : 0);
    }
    expect(new Set(seen).size).toBe(3);
  });

  test('stay readable later if they were read in time, and are refused if not: others are never given', async () => {
    const events: FitEvent[] = [];
    let second = '';
    for await (const event of fit(model, [batchOf(0), batchOf(1), batchOf(2)], options)) {
      events.push(event);
      if (event.type === 'step' && event.step === 2) second = bits(event.parameters);
    }
    const steps = events.filter((event) => event.type === 'step');
    expect(bits(steps[1].parameters)).toBe(second);
    expect(bits(steps[2].parameters)).toBe(endBits(events));
    expect(() => steps[0].parameters).toThrow(
      'fit: parameters are gone: those after step 1 are asked for after step 3; they are expected to be read before the next step; ' +
        'read event.parameters while handling the event: later it gives them too',
    );
  });

  test('of a validation that is not the lowest are as those of a step', async () => {
    const validation = [{ ...batchOf(0), targets: batchOf(0).inputs }];
    const events = await collect([batchOf(0)], { epochs: 6, validation, optimizer: adam({ learningRate: 0.3 }) });
    const validations = events.filter((event) => event.type === 'validation');
    const worse = validations.slice(0, -1).find((event) => !event.isBest);
    expect(() => worse?.parameters).toThrow(`fit: parameters are gone: those after step ${worse?.step} are asked for after step 6; `);
    expect(bits(validations[0].parameters)).toMatch(/^0\.weight/);
  });
});

describe('onDebug', () => {
  test('is told of each Program that is compiled', async () => {
    const messages: string[] = [];
    const batches = [carrying(0, true), carrying(4, false)];
    await collect(batches, { epochs: 3, validation: [batchOf(0, 1)], onDebug: (message) => void messages.push(message.replace(/\d+ (equations|ms)/g, 'n $1')) });
    expect(messages).toEqual([
      'fit: compiled a training step for inputs int32[2, 4], targets int32[2, 4], reset bool[2]: n equations, n ms',
      'fit: compiled a validation step for inputs int32[1, 4], targets int32[1, 4]: n equations, n ms',
    ]);
  });

  test('is told of another shape', async () => {
    const messages: string[] = [];
    await collect([batchOf(0, 3), batchOf(0, 2), batchOf(1, 3)], { onDebug: (message) => void messages.push(message) });
    expect(messages.map((message) => /inputs int32\[\d, \d\]/.exec(message)?.[0])).toEqual(['inputs int32[3, 4]', 'inputs int32[2, 4]']);
    const [equations] = /\d+(?= equations)/.exec(messages[0]) ?? [];
    expect(Number(equations)).toBeGreaterThan(100);
  });
});

test('an engine is chosen by name', async () => {
  const batches = [batchOf(0), batchOf(1)];
  const [wasm, reference] = [await collect(batches, { engine: 'wasm' }), await collect(batches, { engine: 'interpreter' })];
  expect(wasm[0]).toMatchObject({ type: 'start', engine: expect.stringMatching(/^wasm/) as unknown });
  expect(reference[0]).toMatchObject({ type: 'start', engine: 'interpreter' });
  expect(endBits(wasm)).toBe(endBits(reference));
  await expect(collect(batches, { engine: 'webgpu' as never })).rejects.toThrow(
    "engineFor: no such engine: 'webgpu'; 'wasm' or 'interpreter', or an Engine of your own, is expected",
  );
});
