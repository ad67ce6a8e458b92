import { describe, ValueError } from '@rekur/tensor';
import type { AnyExperiment, Json, Part, RunProgress } from './experiment.js';
import { plainJson } from './json.js';
import { type GivenOptions, optionsFor } from './options.js';
import { type PartStore, runParts } from './schedule.js';
import { packageVersion } from './version.js';

/** A result with all that it depends on: plain JSON, the same wherever and however it was computed. */
export interface ExperimentRun {
  readonly experiment: string;
  readonly version: string;
  readonly options: Readonly<Record<string, Json>>;
  readonly seeds: number;
  readonly result: Json;
}

export interface RunSettings {
  /** Those left out have their defaults; `optionsFor(experiment, given, { full: true })` gives the paper's. */
  readonly options?: GivenOptions;
  /** Runs with the seeds 1 … seeds. Default: the experiment's. */
  readonly seeds?: number;
  readonly onProgress?: (progress: RunProgress) => void;
  /** Stops between two steps: the run then ends with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Where results of parts are kept: what is there for the same experiment, version and options is not run again. */
  readonly store?: PartStore;
}

/**
 * Runs an experiment in this thread, one part after the other: for pages and tests. In Node `runExperimentInParallel` of
 * `@rekur/experiments/node` does the same on all cores.
 * @throws ValueError for options that do not fit; the signal's reason when it is aborted
 */
export async function runExperiment(experiment: AnyExperiment, settings: RunSettings = {}): Promise<ExperimentRun> {
  const plan = planOf(experiment, settings);
  const { signal } = settings;
  const run = (part: Part, onProgress: (done: number, words?: string) => void): Promise<Json> => experiment.runPart(part, plan.options, { onProgress, signal });
  return runOf(experiment, plan, await runParts(plan.parts, { ...settings, atOnce: 1, run }));
}

/** What is to be done, with everything checked. */
export interface Plan {
  readonly options: Readonly<Record<string, Json>>;
  readonly seeds: number;
  readonly parts: readonly Part[];
}

/** @throws ValueError for options or a number of seeds that do not fit, and for two parts of one key */
export function planOf(experiment: AnyExperiment, { options: given, seeds = experiment.seeds }: RunSettings): Plan {
  if (!Number.isSafeInteger(seeds) || seeds < 1) {
    throw new ValueError(describe('runExperiment', 'not a number of seeds', String(seeds), 'a whole number of at least 1 is expected'));
  }
  const options = optionsFor(experiment, given);
  const parts = experiment.parts(options, seeds);
  const twice = parts.find(({ key }, index) => parts.findIndex((other) => other.key === key) < index);
  if (twice) throw new ValueError(describe('runExperiment', 'two parts of one key', twice.key, 'a key of its own is expected for each part'));
  return { options, seeds, parts };
}

/** The parts' results put together. */
export function runOf(experiment: AnyExperiment, { options, seeds, parts }: Plan, results: readonly Json[]): ExperimentRun {
  const result = plainJson(experiment.name, experiment.combine(results, parts, options));
  return { experiment: experiment.name, version: versionOf(experiment), options, seeds, result };
}

/** Of this package and of the experiment in it: `0.1.0-1`. */
export function versionOf({ version = 1 }: AnyExperiment): string {
  return `${packageVersion}-${version}`;
}
