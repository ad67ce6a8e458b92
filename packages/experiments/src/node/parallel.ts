import type { AnyExperiment, Json, Part } from '../experiment.js';
import { type ExperimentRun, planOf, runOf, type RunSettings } from '../run.js';
import { runParts } from '../schedule.js';
import { folderStore } from './partStore.js';
import { type PartWorker, startPartWorker } from './partWorker.js';

export interface ParallelSettings extends Omit<RunSettings, 'store'> {
  /** Worker threads. Default: one for each core. */
  readonly threads?: number;
  /** A folder for the results of parts, written as each is finished: another run with the same options goes on from there. Default: none is kept. */
  readonly folder?: string;
  /** Try vectors of 256 bits in the workers, as `enableWideSimd` of `@rekur/wasm/node`. Default false. */
  readonly wideSimd?: boolean;
}

/** Runs the parts of an experiment in worker threads that run `worker`; without it, in this thread. */
export async function runWithWorkers(experiment: AnyExperiment, worker: URL | undefined, threads: number, settings: ParallelSettings): Promise<ExperimentRun> {
  const { folder, signal, wideSimd = false } = settings;
  const plan = planOf(experiment, settings);
  const idle: PartWorker[] = [];
  const started: PartWorker[] = [];
  const task = { experiment: experiment.name, options: plan.options, wideSimd };
  const inWorker = async (file: URL, part: Part, onProgress: (done: number, words?: string) => void): Promise<Json> => {
    let one = idle.pop();
    if (!one) started.push((one = startPartWorker(file, task)));
    const result = await untilAborted(one.run(part, onProgress), signal);
    idle.push(one);
    return result;
  };
  try {
    const results = await runParts(plan.parts, {
      ...settings,
      atOnce: worker ? threads : 1,
      store: folder === undefined ? undefined : folderStore(folder, experiment, plan.options),
      run: (part, onProgress) => (worker ? inWorker(worker, part, onProgress) : experiment.runPart(part, plan.options, { onProgress, signal })),
    });
    return runOf(experiment, plan, results);
  } finally {
    // Also those in the middle of a part: nothing keeps the process alive.
    await Promise.all(started.map((each) => each.end()));
  }
}

/** Ends with the signal's reason as soon as it is aborted. */
async function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return work;
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
