import type { Module, ModuleDescription, Parameters } from '@rekur/rnn';
import { describe, DTypeError, ShapeError, ValueError } from '@rekur/tensor';
import type { Batch } from './batch.js';
import type { Checkpoint } from './checkpoint.js';
import type { EngineName } from './engineFor.js';
import { engineNames } from './engineFor.js';
import { FitError } from './error.js';
import type { FitEvent } from './events.js';
import type { FitOptions } from './fitOptions.js';
import type { FromWorker, Named, ToWorker, TrainMessage } from './worker/messages.js';
import { pack, unpack } from './worker/pack.js';

/** The events of `fit`; the parameters come with the last one alone. */
export type WorkerEvent = FitEvent extends infer Each ? (Each extends { type: 'end' } ? Each : Omit<Each, 'parameters'>) : never;

/** A Worker, or what behaves as one. */
export interface TrainingWorker {
  postMessage(message: unknown): void;
  terminate(): unknown;
  addEventListener(type: string, listener: (event: object) => void): void;
}

/** Options of `fit`, with what is code by its name. */
export interface WorkerTraining extends Omit<FitOptions, 'loss' | 'optimizer' | 'validation' | 'engine'> {
  /** An engine by name. Default: that of the worker, which is that of `fit` unless the worker's file says otherwise. */
  readonly engine?: EngineName;
  readonly module: Module | ModuleDescription;
  readonly batches: readonly Batch[];
  /** A loss by name, such as `'crossEntropy'`, or with options: `{ name: 'huber', options: { delta: 2 } }`. */
  readonly loss: string | Named;
  /** An optimiser by name with its options: `{ name: 'adam', options: { learningRate: 0.01 } }`. */
  readonly optimizer: string | Named;
  readonly validation?: readonly Batch[];
  /** A worker of your own, which calls `serveTraining`. Default: one that knows the built-in cells, losses and optimisers. */
  readonly createWorker?: () => TrainingWorker;
}

/**
 * Trains in a worker, so that the page stays responsive: the events of `fit`, and parameters equal to those of `fit` to the bit.
 * Leaving the loop ends the worker.
 * @throws what `fit` throws, with the worker's stack; ValueError for options that are no plain data; Error where the worker cannot be
 * started.
 */
export async function* trainInWorker({ createWorker, ...training }: WorkerTraining): AsyncGenerator<WorkerEvent, Parameters> {
  const message = trainMessage(training);
  const worker = startWorker(createWorker);
  const next = inbox(worker);
  const stop = (): void => post(worker, { type: 'stop' });
  training.signal?.addEventListener('abort', stop);
  try {
    post(worker, message);
    for (;;) {
      const answer = await next();
      if (answer.type === 'event') yield unpack(answer.event) as WorkerEvent;
      if (answer.type === 'checkpoint') {
        await training.checkpoint?.save(unpack(answer.checkpoint) as Checkpoint);
        post(worker, { type: 'saved' });
      }
      if (answer.type === 'debug') training.onDebug?.(answer.message);
      if (answer.type === 'failed') throw errorFrom(answer.error);
      if (answer.type === 'done') return unpack(answer.parameters) as Parameters;
    }
  } finally {
    training.signal?.removeEventListener('abort', stop);
    worker.terminate();
  }
}

function trainMessage(training: Omit<WorkerTraining, 'createWorker'>): TrainMessage {
  const { module, batches, validation, loss, optimizer, signal, checkpoint, engine, onDebug, ...others } = training;
  if (engine !== undefined && typeof engine !== 'string') throw engineIsCode();
  if (typeof module !== 'object') throw notSendable(`module is of type ${typeof module}`, 'a module or its description is expected');
  if (!Array.isArray(batches)) {
    throw notSendable('batches are no array', 'an array of batches is expected', 'call fit in a worker file of your own to make them there');
  }
  return {
    type: 'train',
    module: 'apply' in module ? (module as Module).description : module,
    batches: pack(batches),
    ...(validation ? { validation: pack(validation) } : {}),
    loss: named('loss', loss),
    optimizer: named('optimizer', optimizer),
    stopped: signal?.aborted ?? false,
    debugs: onDebug !== undefined,
    ...(engine !== undefined ? { engine } : {}),
    ...(checkpoint ? { checkpoint: { everySteps: checkpoint.everySteps, extra: checkpoint.extra } } : {}),
    options: pack(others),
  };
}

/** `adam(…)` itself is refused: a learning rate that is a function would be lost on the way. */
function named(what: string, value: string | Named | undefined): Named {
  if (typeof value === 'string') return { name: value };
  if (!value) throw notSendable(`there is no ${what}`, 'the name of one is expected, or { name, options }');
  if (typeof value === 'function' || 'update' in value) {
    throw notSendable(`the ${what} is code`, `its name and options are expected, such as { name: '${value.name}', options: {} }`);
  }
  return value;
}

function startWorker(createWorker: (() => TrainingWorker) | undefined): TrainingWorker {
  if (createWorker) return createWorker();
  if (typeof Worker === 'undefined') {
    throw notStarted('there is no Worker here', 'in Node use fit, which yields to the host between steps');
  }
  // Written out like this, bundlers see the file and a content-security policy sees a URL of the page's own origin.
  return new Worker(new URL('./worker-main.js', import.meta.url), { type: 'module' });
}

function post(worker: TrainingWorker, message: ToWorker): void {
  try {
    worker.postMessage(message);
  } catch (cause) {
    throw notSendable(cause instanceof Error ? cause.message : String(cause), 'plain data is expected', 'code goes into a worker file of your own, which calls serveTraining');
  }
}

/** The worker's messages one by one, in order; a worker that breaks is an error in their place. */
function inbox(worker: TrainingWorker): () => Promise<FromWorker> {
  const queue: (FromWorker | Error)[] = [];
  let wake = (): void => undefined;
  const put = (item: FromWorker | Error): void => {
    queue.push(item);
    wake();
  };
  worker.addEventListener('message', (event) => put((event as { data: FromWorker }).data));
  worker.addEventListener('messageerror', () => put(notStarted('a message could not be read')));
  worker.addEventListener('error', (event) => {
    const { message = 'its script could not be loaded' } = event as { message?: string };
    put(notStarted(message, 'the README of @rekur/train tells of bundlers and content-security policies'));
  });
  return async () => {
    while (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    const item = queue.shift() as FromWorker | Error;
    if (item instanceof Error) throw item;
    return item;
  };
}

/** Errors of this project keep their class, so that `instanceof` works as without a worker. */
const errorClasses: Readonly<Record<string, new (message: string) => Error>> = { DTypeError, FitError, ShapeError, ValueError };

function errorFrom({ name, message, stack }: { name: string; message: string; stack: string }): Error {
  const error = Object.hasOwn(errorClasses, name) ? new errorClasses[name](message) : Object.assign(new Error(message), { name });
  return Object.assign(error, { stack });
}

function engineIsCode(): ValueError {
  const mend = 'an engine of your own goes into a worker file, which calls serveTraining';
  return notSendable('the engine is code', `'${engineNames.join("' or '")}' is expected`, mend);
}

function notSendable(given: string, expected: string, mend?: string): ValueError {
  return new ValueError(describe('trainInWorker', 'options cannot be sent to a worker', given, expected, mend));
}

function notStarted(given: string, mend?: string): Error {
  return new Error(describe('trainInWorker', 'worker failed', given, 'a module script that calls serveTraining is expected', mend));
}
