import { parentPort, workerData } from 'node:worker_threads';
import { enableWideSimd } from '@rekur/wasm/node';
import type { AnyExperiment } from '../experiment.js';
import { plainJson } from '../json.js';
import type { FromWorker, ToWorker, WorkerTask } from './messages.js';

/** Makes this thread a worker that runs parts of the experiments given: call it in a worker's file, and nowhere else. */
export function serveParts(experiments: Readonly<Record<string, AnyExperiment>>): void {
  const { experiment: name, options, wideSimd } = workerData as WorkerTask;
  const post = (message: FromWorker): void => parentPort?.postMessage(message);
  if (wideSimd) enableWideSimd();
  parentPort?.on('message', ({ part }: ToWorker) => {
    const onProgress = (done: number, words?: string): void => post({ type: 'progress', done, words });
    const run = async (): Promise<void> => {
      if (!Object.hasOwn(experiments, name)) throw new Error(`serveParts: this worker has no experiment of the name ${name}`);
      post({ type: 'result', result: plainJson(part.key, await experiments[name].runPart(part, options, { onProgress })) });
    };
    run().catch((error: unknown) => {
      const { name: kind, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
      post({ type: 'failed', error: { name: kind, message, stack } });
    });
  });
}
