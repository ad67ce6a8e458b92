import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, ValueError } from '@rekur/tensor';
import type { AnyExperiment } from './experiment.js';
import type { ParallelSettings } from './node/parallel.js';
import { runWithWorkers } from './node/parallel.js';
import { experiments } from './registry.js';
import type { ExperimentRun } from './run.js';

export type { ParallelSettings } from './node/parallel.js';
export { folderStore, writeWhole } from './node/partStore.js';

/**
 * Runs an experiment on all cores: its parts in worker threads, and with `folder` so that an interrupted run goes on where it stopped. The result is
 * the same for any number of threads. An experiment that is not one of this package, and one run from TypeScript sources, runs in this thread.
 *
 *     await runExperimentInParallel(findExperiment('decay'), { folder: 'results/decay/parts' });
 *
 * @throws ValueError for options that do not fit; what a part throws, with its stack; the signal's reason when it is aborted
 */
export async function runExperimentInParallel(experiment: AnyExperiment, settings: ParallelSettings = {}): Promise<ExperimentRun> {
  const { threads = availableParallelism() } = settings;
  if (!Number.isSafeInteger(threads) || threads < 1) {
    throw new ValueError(describe('runExperimentInParallel', 'not a number of threads', String(threads), 'a whole number of at least 1 is expected'));
  }
  const isOurs = Object.values(experiments).includes(experiment);
  return runWithWorkers(experiment, isOurs ? workerFile() : undefined, threads, settings);
}

/** The built worker, which lies beside the build of this file. */
function workerFile(): URL | undefined {
  const file = new URL('./node/worker.js', import.meta.url);
  return existsSync(fileURLToPath(file)) ? file : undefined;
}
