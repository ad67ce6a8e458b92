import type { Cell } from '@rekur/rnn';
import { moduleFromDescription } from '@rekur/rnn';
import { describe, ValueError } from '@rekur/tensor';
import type { Batch } from '../batch.js';
import type { EngineChoice } from '../engineFor.js';
import type { FitEvent } from '../events.js';
import type { FitOptions } from '../fitOptions.js';
import { fit } from '../fit.js';
import { losses } from '../losses/index.js';
import type { Loss } from '../losses/loss.js';
import { optimizers } from '../optimizers/index.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import type { FromWorker, Named, ToWorker, TrainMessage } from './messages.js';
import { pack, unpack } from './pack.js';

/** What this worker knows beside the built-in things. */
export interface ServeOptions {
  readonly cells?: Readonly<Record<string, Cell>>;
  /** Losses by name, made from the options that the page sent. */
  readonly losses?: Readonly<Record<string, (options: never) => Loss>>;
  readonly optimizers?: Readonly<Record<string, (options: never) => Optimizer>>;
  /** What runs the Programs where the page names no engine. Default: that of `fit`. */
  readonly engine?: EngineChoice;
}

/** The part of a worker's global scope that is used. */
export interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}

/**
 * Makes the worker in which it is called train what `trainInWorker` sends. Call it in a worker file of your own to add cells, losses,
 * optimisers or an engine: they are code, which cannot be sent.
 * @param scope what stands for the worker's global scope; for tests
 */
export function serveTraining(options: ServeOptions = {}, scope: WorkerScope = globalThis): void {
  const stop = new AbortController();
  let saved: () => void = () => undefined;
  const post = (message: FromWorker): void => scope.postMessage(message);
  const save = (checkpoint: unknown): Promise<void> =>
    new Promise((resolve) => {
      saved = resolve;
      post({ type: 'checkpoint', checkpoint: pack(checkpoint) });
    });

  scope.addEventListener('message', ({ data }) => {
    const message = data as ToWorker;
    if (message.type === 'stop') stop.abort();
    if (message.type === 'saved') saved();
    if (message.type === 'train') {
      train(message, options, { post, save, stop }).catch((error: unknown) => post({ type: 'failed', error: report(error) }));
    }
  });
}

interface Line {
  readonly post: (message: FromWorker) => void;
  readonly save: (checkpoint: unknown) => Promise<void>;
  readonly stop: AbortController;
}

async function train(message: TrainMessage, known: ServeOptions, { post, save, stop }: Line): Promise<void> {
  if (message.stopped) stop.abort();
  const module = moduleFromDescription(message.module, { cells: known.cells });
  const events = fit(module, unpack(message.batches) as Batch[], {
    ...(unpack(message.options) as FitOptions),
    loss: made('loss', message.loss, { ...losses, ...known.losses }),
    optimizer: made('optimizer', message.optimizer, { ...optimizers, ...known.optimizers }),
    signal: stop.signal,
    ...(message.validation ? { validation: unpack(message.validation) as Batch[] } : {}),
    ...(message.checkpoint ? { checkpoint: { ...message.checkpoint, save } } : {}),
    engine: (message.engine as EngineChoice | undefined) ?? known.engine,
    onDebug: message.debugs ? (text) => post({ type: 'debug', message: text }) : undefined,
  });
  for (;;) {
    const { value, done } = await events.next();
    if (done) return post({ type: 'done', parameters: pack(value) });
    post({ type: 'event', event: pack(value.type === 'end' ? value : withoutParameters(value)) });
  }
}

/** The parameters of every single step would cost more to copy and send than many a step. */
function withoutParameters(event: FitEvent): object {
  const names = Object.keys(event).filter((name) => name !== 'parameters') as (keyof FitEvent)[];
  return Object.fromEntries(names.map((name) => [name, event[name]]));
}

function made<Made>(what: string, { name, options = {} }: Named, known: Readonly<Record<string, (options: never) => Made>>): Made {
  if (Object.hasOwn(known, name)) return known[name](options as never);
  throw new ValueError(
    describe(
      'trainInWorker',
      `unknown ${what}`,
      `'${name}'`,
      `one of ${Object.keys(known).join(', ')} is expected`,
      `for a ${what} of your own, write a worker file that calls serveTraining`,
    ),
  );
}

function report(error: unknown): { name: string; message: string; stack: string } {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  return { name, message, stack };
}
