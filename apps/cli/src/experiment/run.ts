import type { AnyExperiment } from '@rekur/experiments';
import { optionsFor } from '@rekur/experiments';
import { runExperimentInParallel } from '@rekur/experiments/node';
import type { Language } from '@rekur/viz';
import { say } from '@rekur/viz';
import type { Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { optionsFrom } from '../options/engine.js';
import { duration, shellWord } from '../terminal/format.js';
import { createReporter, type Reporter } from '../terminal/reporter.js';
import { listenForInterruption } from '../training/interruption.js';
import { experimentOptions } from './flags.js';
import { showProgress } from './progress.js';
import { placesOf, writeResult } from './resultFiles.js';
import { resultLines } from './resultLines.js';

export interface RunFlags extends CommonOptions {
  readonly seeds?: number;
  readonly out: string;
  readonly full?: boolean;
  readonly threads?: number;
  readonly language: Language;
  readonly quiet?: boolean;
}

/** Runs an experiment, shows and writes its result, and gives the exit code. */
export async function runExperimentCommand(experiment: AnyExperiment, flags: RunFlags, io: Io, words: readonly string[]): Promise<number> {
  const { out, full = false, threads, language } = flags;
  const { seeds = (full ? experiment.fullSeeds : undefined) ?? experiment.seeds } = flags;
  const reporter = createReporter(io, flags);
  const options = optionsFor<Readonly<Record<string, unknown>>>(experiment, experimentOptions(experiment, flags as unknown as Readonly<Record<string, unknown>>), { full });
  const { parts } = placesOf(out, experiment.name);
  const { width } = optionsFrom('experiment');
  const interruption = listenForInterruption();
  const startedMs = performance.now();
  const show = showProgress(reporter);
  let finished = 0;
  try {
    reporter.status.line(`${reporter.colors.bold(say(experiment.title, language))}: results go to ${placesOf(out, experiment.name).folder}`);
    await reporter.event({ type: 'start', experiment: experiment.name, options, seeds });
    const run = await runExperimentInParallel(experiment, {
      options,
      seeds,
      threads,
      folder: parts,
      wideSimd: width !== 128,
      signal: interruption.signal,
      onProgress(progress) {
        finished = progress.finishedParts;
        show(progress);
        void reporter.event({ type: 'progress', ...progress });
      },
    });
    reporter.status.update('drawing the figures');
    const paths = await writeResult(out, experiment, run, language);
    reporter.status.clear();
    await reporter.event({ type: 'result', ...run, verdict: experiment.verdict(run.result) });
    await reporter.result(...resultLines(experiment, run, language, reporter.resultColors));
    await reporter.event({ type: 'saved', paths });
    await reporter.result('', `saved ${placesOf(out, experiment.name).folder}: result.json, report.html and ${(paths.length - 2) / 4} figures (${duration(performance.now() - startedMs)})`);
    return 0;
  } catch (error) {
    if (interruption.exitCode === undefined || error !== interruption.signal.reason) throw error;
    await sayHowToGoOn(reporter, finished, parts, words);
    return interruption.exitCode;
  } finally {
    interruption.dispose();
  }
}

async function sayHowToGoOn(reporter: Reporter, finished: number, parts: string, words: readonly string[]): Promise<void> {
  reporter.status.clear();
  await reporter.event({ type: 'interrupted', finishedParts: finished, folder: parts });
  const again = ['rekur', ...words.map(shellWord)].join(' ');
  const kept = finished === 0 ? 'before any part was finished' : `after ${finished} ${finished === 1 ? 'part' : 'parts'}, kept in ${parts}`;
  await reporter.notice(`interrupted ${kept}`, `go on with: ${again}`);
}

