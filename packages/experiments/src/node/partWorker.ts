import { Worker } from 'node:worker_threads';
import { DataError } from '@rekur/datasets';
import { DTypeError, ShapeError, ValueError } from '@rekur/tensor';
import { FitError } from '@rekur/train';
import type { Json, Part } from '../experiment.js';
import type { FromWorker, ToWorker, WorkerTask } from './messages.js';

/** A thread that runs parts, one at a time. */
export interface PartWorker {
  /** @throws what the part throws, with the worker's stack; Error if the worker ends */
  run(part: Part, onProgress: (done: number, words?: string) => void): Promise<Json>;
  /** Ends the thread, whatever it does. */
  end(): Promise<void>;
}

export function startPartWorker(file: URL, task: WorkerTask): PartWorker {
  const worker = new Worker(file, { workerData: task, name: `rekur ${task.experiment}` });
  let receive: (message: FromWorker) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  worker.on('message', (message: FromWorker) => receive(message));
  worker.on('error', (error: Error) => fail(error));
  worker.on('exit', (code) => fail(new Error(`runExperimentInParallel: worker ended: exit code ${code}; a result was expected`)));
  return {
    run: (part, onProgress) =>
      new Promise<Json>((resolve, reject) => {
        fail = reject;
        receive = (message) => {
          if (message.type === 'progress') onProgress(message.done, message.words);
          if (message.type === 'result') resolve(message.result);
          if (message.type === 'failed') reject(errorFrom(message.error));
        };
        worker.postMessage({ part } satisfies ToWorker);
      }),
    async end() {
      fail = () => undefined;
      await worker.terminate();
    },
  };
}

/** Errors of this project keep their class, so that `instanceof` works as without a worker. */
const errorClasses: Readonly<Record<string, new (message: string) => Error>> = { DataError, DTypeError, FitError, ShapeError, ValueError };

function errorFrom({ name, message, stack }: { readonly name: string; readonly message: string; readonly stack: string }): Error {
  const error = Object.hasOwn(errorClasses, name) ? new errorClasses[name](message) : Object.assign(new Error(message), { name });
  return Object.assign(error, { stack });
}
