import { existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { ModelFile, RunOptions } from '@rekur/tasks';
import type { Engine } from '@rekur/tensor';
import { modelFileContent } from '@rekur/tasks';
import { writeSafetensorsFile } from '@rekur/safetensors/node';
import { describe } from '@rekur/tensor';
import { CliError } from '../errors.js';
import type { Language } from '@rekur/viz';
import type { Recording } from '../report/recording.js';
import type { ReportContent } from '../report/trainingReport.js';
import { writeTrainingReport } from '../report/trainingReport.js';
import { byteSize, shellWord } from '../terminal/format.js';
import type { Reporter } from '../terminal/reporter.js';
import type { Interruption } from './interruption.js';
import { checkpointPath } from './output.js';

/** What trainings on texts, series and labels share. */
export interface Session {
  readonly out: string;
  readonly reporter: Reporter;
  readonly interruption: Interruption;
  readonly resume: boolean;
  /** The command line, without `rekur`. */
  readonly words: readonly string[];
  readonly run: RunOptions & { readonly engine: Engine };
  /** The page to write at the end, and what is noted for it on the way. */
  readonly report?: SessionReport;
}

export interface SessionReport {
  readonly path: string;
  readonly language: Language;
  readonly recording: Recording;
  /** Every option of the training with its value. */
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** Writes the report, where one was asked for. */
export async function saveReport({ report, reporter, words, run }: Session, content: Omit<ReportContent, 'curves' | 'configuration' | 'engine' | 'command'>): Promise<void> {
  if (!report) return;
  const { path, language, recording, configuration } = report;
  reporter.status.update('drawing the report');
  await writeTrainingReport(path, { ...content, curves: recording.curves(), configuration, engine: run.engine.name, command: words }, language);
  reporter.status.clear();
  await reporter.event({ type: 'report', path });
  await reporter.result(`report ${path}`);
}

/** The checkpoint file of a session, which must be there if it resumes; says so if one is about to be lost. */
export async function checkpointOf({ out, resume, reporter }: Session): Promise<string> {
  const path = checkpointPath(out);
  if (resume && !existsSync(path)) {
    throw new CliError(
      describe('train', 'no checkpoint', `${JSON.stringify(path)} does not exist`, 'an interrupted training leaves one', 'leave out --resume to start anew'),
    );
  }
  if (!resume && existsSync(path)) {
    reporter.status.line(`${path} is left of an interrupted training: starting anew replaces it, --resume goes on with it`);
  }
  return path;
}

/** Writes the model whole, then removes the checkpoint that nobody needs any more. */
export async function saveModel({ out, reporter }: Session, file: ModelFile): Promise<void> {
  await writeSafetensorsFile(out, modelFileContent(file));
  await rm(checkpointPath(out), { force: true });
  const { size } = await stat(out);
  await reporter.event({ type: 'saved', path: out, bytes: size });
  await reporter.result('', `saved ${out} (${byteSize(size)})`);
}

/** Tells what an interrupted training leaves, and how to go on. */
export async function sayHowToGoOn({ out, reporter, words }: Session, where: string): Promise<void> {
  reporter.status.clear();
  const path = checkpointPath(out);
  const again = ['rekur', ...words.filter((word) => word !== '--resume').map(shellWord)].join(' ');
  await reporter.event({ type: 'interrupted', checkpoint: existsSync(path) ? path : null });
  if (existsSync(path)) await reporter.notice(`interrupted ${where}; saved ${path}`, `go on with: ${again} --resume`);
  else await reporter.notice(`interrupted ${where}, before there was anything to save`, `start again with: ${again}`);
}
