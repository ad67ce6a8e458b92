import { MessageChannel } from 'node:worker_threads';
import { describe, expect, test, vi } from 'vitest';
import { linear, lstm, type Parameters, sequential } from '@rekur/rnn';
import { flattenTree, formatType, tensor } from '@rekur/tensor';
import type { Batch } from './batch.js';
import type { Checkpoint } from './checkpoint.js';
import { FitError } from './error.js';
import { fit } from './fit.js';
import { losses } from './losses/index.js';
import { adam } from './optimizers/adam.js';
import { meanSquaredError } from './losses/meanSquaredError.js';
import { watchedEngine } from './testing/watchedEngine.js';
import { trainInWorker, type TrainingWorker, type WorkerEvent, type WorkerTraining } from './trainInWorker.js';
import { pack, unpack } from './worker/pack.js';
import { serveTraining, type ServeOptions, type WorkerScope } from './worker/serve.js';

const wave = Array.from({ length: 21 }, (_, t) => [((t % 8) - 3.5) / 4]);
const batch: Batch = { inputs: tensor([wave.slice(0, 20)]), targets: tensor([wave.slice(1)]) };
const module = sequential(lstm(1, 3), linear(3, 1));

/** A worker in this thread: messages go through real structured clones. */
function localWorker(options?: ServeOptions): { worker: TrainingWorker; terminated: () => boolean } {
  const { port1, port2 } = new MessageChannel();
  let over = false;
  serveTraining(options, port2 as unknown as WorkerScope);
  port2.start();
  port1.start();
  const worker: TrainingWorker = {
    postMessage: (message) => port1.postMessage(message),
    terminate: () => {
      over = true;
      port1.close();
    },
    addEventListener: (type, listener) => port1.addEventListener(type, listener),
  };
  return { worker, terminated: () => over };
}

const training: WorkerTraining = {
  module,
  batches: [batch],
  loss: 'meanSquaredError',
  optimizer: { name: 'adam', options: { learningRate: 0.03 } },
  seed: 1,
  epochs: 5,
  createWorker: () => localWorker().worker,
};

async function collect(more: Partial<WorkerTraining> = {}): Promise<{ events: WorkerEvent[]; parameters: Parameters }> {
  const events: WorkerEvent[] = [];
  const run = trainInWorker({ ...training, ...more });
  for (;;) {
    const { value, done } = await run.next();
    if (done) return { events, parameters: value };
    events.push(value);
  }
}

function bits(parameters: Parameters): string {
  return flattenTree(parameters).map(({ path, value }) => `${path} ${formatType(value)} ${Array.from(value.data).join()}`).join('\n');
}

/** The error that training throws. */
async function failureOf(more: Partial<WorkerTraining>): Promise<Error> {
  return collect(more).then(
    () => Promise.reject(new Error('nothing was thrown')),
    (error: unknown) => error as Error,
  );
}

describe('trainInWorker', () => {
  test('gives the events and, to the bit, the parameters of fit', async () => {
    const expected: unknown[] = [];
    let parameters: Parameters = {};
    const options = { loss: meanSquaredError, optimizer: adam({ learningRate: 0.03 }), seed: 1, epochs: 5, validation: [batch] };
    for await (const event of fit(module, [batch], options)) {
      if (event.type === 'end') parameters = event.parameters;
      expected.push(event.type === 'end' ? event : { ...event, parameters: undefined, ...('elapsedMs' in event ? { elapsedMs: 0 } : {}) });
    }
    const result = await collect({ validation: [batch] });
    expect(result.events.map((event) => ('elapsedMs' in event ? { ...event, elapsedMs: 0 } : event))).toEqual(expected);
    expect(bits(result.parameters)).toBe(bits(parameters));
  });

  test('starts from given parameters and passes other options on', async () => {
    const { parameters } = await collect({ epochs: 2 });
    const { events } = await collect({ parameters, maxSteps: 1, clipNorm: 1e-9 });
    const [, step] = events;
    expect(events.map(({ type }) => type)).toEqual(['start', 'step', 'epoch', 'end']);
    expect(step).toMatchObject({ type: 'step', totalSteps: 1 });
  });

  test('takes a learning rate that changes, as plain data', async () => {
    const learningRate = { schedule: 'exponential', learningRate: 0.5, gamma: 0.5 };
    const { events } = await collect({ optimizer: { name: 'sgd', options: { learningRate } } });
    const rates = events.flatMap((event) => ('learningRate' in event ? [event.learningRate] : []));
    expect(rates).toHaveLength(5);
    expect(rates.slice(1).every((rate, index) => rate === rates[index] / 2)).toBe(true);
  });

  test('stops after the step under way when the signal is given, also if that was before', async () => {
    const controller = new AbortController();
    const events: WorkerEvent[] = [];
    for await (const event of trainInWorker({ ...training, epochs: 1e6, signal: controller.signal })) {
      events.push(event);
      if (event.type === 'step') controller.abort();
    }
    expect(events.at(-1)).toMatchObject({ type: 'end', reason: 'aborted' });
    const { events: none } = await collect({ signal: AbortSignal.abort() });
    expect(none.map(({ type }) => type)).toEqual(['start', 'end']);
  });

  test('ends the worker when the loop is left, and when training is over', async () => {
    const left = localWorker();
    for await (const event of trainInWorker({ ...training, epochs: 1e6, createWorker: () => left.worker })) {
      if (event.type === 'step') break;
    }
    expect(left.terminated()).toBe(true);
    const whole = localWorker();
    await collect({ createWorker: () => whole.worker });
    expect(whole.terminated()).toBe(true);
  });

  test('hands checkpoints to the page, waits until they are saved, and goes on from one', async () => {
    const saved: Checkpoint[] = [];
    const order: string[] = [];
    const save = async (checkpoint: Checkpoint): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(`saved ${checkpoint.progress.step}`);
      saved.push(checkpoint);
    };
    const { parameters } = await collect({ checkpoint: { everySteps: 2, save, extra: 'note' } });
    expect(order).toEqual(['saved 2', 'saved 4', 'saved 5']);
    expect(saved[0].extra).toBe('note');
    const resumed = await collect({ resume: saved[0] });
    expect(bits(resumed.parameters)).toBe(bits(parameters));
    await expect(collect({ checkpoint: { everySteps: 2, save: () => Promise.reject(new Error('disk full')) } })).rejects.toThrow('disk full');
  });

  test('throws what fit throws, of the same class and with the worker’s stack', async () => {
    const error = await failureOf({ optimizer: { name: 'sgd', options: { learningRate: 1e30 } }, epochs: 20 });
    expect(error).toBeInstanceOf(FitError);
    expect(error.message).toMatch(/^fit: loss or gradient is not finite: step \d+, /);
    expect(error.stack).toMatch(/fit\.ts/);
  });

  test('refuses names that the worker does not know', async () => {
    expect((await failureOf({ loss: 'magic' })).message).toBe(
      `trainInWorker: unknown loss: 'magic'; one of ${Object.keys(losses).join(', ')} is expected; for a loss of your own, write a worker file that calls serveTraining`,
    );
    expect((await failureOf({ optimizer: 'toString' })).message).toMatch(/^trainInWorker: unknown optimizer: 'toString'; one of .*adam/);
  });

  test('takes losses from a worker file of one’s own', async () => {
    const createWorker = (): TrainingWorker => localWorker({ losses: { scaled: () => meanSquaredError } }).worker;
    const own = await collect({ createWorker, loss: { name: 'scaled' } });
    expect(bits(own.parameters)).toBe(bits((await collect()).parameters));
  });

  test('passes the name of an engine on, which is chosen before that of the worker', async () => {
    const { engine } = watchedEngine();
    const createWorker = (): TrainingWorker => localWorker({ engine }).worker;
    const nameOf = async (more: Partial<WorkerTraining>): Promise<unknown> => (await collect({ epochs: 1, ...more })).events[0];
    expect(await nameOf({ createWorker })).toMatchObject({ type: 'start', engine: 'watched' });
    expect(await nameOf({ createWorker, engine: 'interpreter' })).toMatchObject({ engine: 'interpreter' });
    expect((await failureOf({ engine: 'webgpu' as never })).message).toBe(
      "engineFor: no such engine: 'webgpu'; 'wasm' or 'interpreter', or an Engine of your own, is expected",
    );
    expect((await failureOf({ engine: engine as never })).message).toBe(
      "trainInWorker: options cannot be sent to a worker: the engine is code; 'wasm' or 'interpreter' is expected; " +
        'an engine of your own goes into a worker file, which calls serveTraining',
    );
  });

  test('tells what fit tells at debug level, and copies no parameters out for the events of steps', async () => {
    const { engine, crossings } = watchedEngine();
    const createWorker = (): TrainingWorker => localWorker({ engine }).worker;
    const messages: string[] = [];
    await collect({ createWorker, onDebug: (message) => void messages.push(message) });
    expect(messages.map((message) => message.split(': ')[1])).toEqual(['compiled a training step for inputs float32[1, 20, 1], targets float32[1, 20, 1]']);
    expect(crossings.read).toBe(6);
  });

  test('refuses code, which cannot be sent', async () => {
    expect((await failureOf({ optimizer: adam() })).message).toBe(
      "trainInWorker: options cannot be sent to a worker: the optimizer is code; its name and options are expected, such as { name: 'adam', options: {} }",
    );
    expect((await failureOf({ loss: meanSquaredError })).message).toMatch(/the loss is code/);
    expect((await failureOf({ optimizer: { name: 'adam', options: { learningRate: () => 1 } } })).message).toMatch(
      /^trainInWorker: options cannot be sent to a worker: .* could not be cloned\.; plain data is expected; code goes into a worker file of your own, which calls serveTraining$/,
    );
    expect((await failureOf({ batches: { length: 1, epoch: () => [batch] } as never })).message).toBe(
      'trainInWorker: options cannot be sent to a worker: batches are no array; an array of batches is expected; call fit in a worker file of your own to make them there',
    );
  });

  test('says what is missing', async () => {
    expect((await failureOf({ loss: undefined })).message).toBe(
      'trainInWorker: options cannot be sent to a worker: there is no loss; the name of one is expected, or { name, options }',
    );
    expect((await failureOf({ module: undefined })).message).toBe(
      'trainInWorker: options cannot be sent to a worker: module is of type undefined; a module or its description is expected',
    );
  });

  test('says that a worker could not be loaded, and that there is none in Node', async () => {
    const listeners = new Map<string, (event: object) => void>();
    const terminate = vi.fn();
    const broken: TrainingWorker = {
      postMessage: () => queueMicrotask(() => listeners.get('error')?.({})),
      terminate,
      addEventListener: (type, listener) => void listeners.set(type, listener),
    };
    expect((await failureOf({ createWorker: () => broken })).message).toBe(
      'trainInWorker: worker failed: its script could not be loaded; a module script that calls serveTraining is expected; the README of @rekur/train tells of bundlers and content-security policies',
    );
    expect(terminate).toHaveBeenCalledOnce();
    expect((await failureOf({ createWorker: undefined })).message).toBe(
      'trainInWorker: worker failed: there is no Worker here; a module script that calls serveTraining is expected; in Node use fit, which yields to the host between steps',
    );
  });
});

describe('pack', () => {
  test('keeps shape, type and elements through a structured clone', () => {
    const tree = { a: [tensor([[1.5, -0]]), tensor([true, false])], b: { c: tensor([3], { dtype: 'int32' }), d: tensor(2, { dtype: 'float64' }) } };
    expect(bits(unpack(structuredClone(pack(tree))) as Parameters)).toBe(bits(tree));
    expect(unpack(structuredClone(pack({ text: 'a', none: null, list: [1, undefined] })))).toEqual({ text: 'a', none: null, list: [1, undefined] });
  });

  test('sends the elements of a view alone', () => {
    const view = tensor(new Float32Array(100).subarray(10, 12));
    const { data } = pack(view) as { data: Float32Array };
    expect(data.buffer.byteLength).toBe(8);
  });
});
