import { resolve } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '../errors.js';
import type { Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import type { TrainConfig } from '../options/configFile.js';
import { readConfig } from '../options/configFile.js';
import { ENVIRONMENT_HELP, runOptionsFor, threadsOfCores } from '../options/engine.js';
import { addTrainFlags } from '../options/trainFlags.js';
import type { SourceKind, TrainOption, TrainValues } from '../options/trainOptions.js';
import { flagOf, trainOptions } from '../options/trainOptions.js';
import { createRecording } from '../report/recording.js';
import { createReporter } from '../terminal/reporter.js';
import { effectiveConfig } from '../training/effectiveConfig.js';
import { listenForInterruption } from '../training/interruption.js';
import { reportPath, requireWritable } from '../training/output.js';
import type { Session, SessionReport } from '../training/session.js';
import type { Source } from '../training/source.js';
import { readSource } from '../training/source.js';
import { settingsFor } from '../training/settingsFor.js';
import { trainOnLabels } from '../training/trainOnLabels.js';
import { trainOnSeries } from '../training/trainOnSeries.js';
import { trainOnText } from '../training/trainOnText.js';

interface TrainFlags extends CommonOptions, TrainConfig {
  readonly json?: boolean;
  readonly config?: string;
  readonly printConfig?: boolean;
}

const EXAMPLES = `
Examples:
  rekur train moby-dick                        write like Melville: moby-dick.safetensors
  rekur train air-passengers                   forecast the months after 1960
  rekur train first-names                      tell female from male names
  rekur train novel.txt --hidden 512 --steps 12000
                                               longer training, better text
  rekur train sales.csv --column revenue       one column of several
  rekur train mails.csv --label folder         learn to tell the labels in a column
  rekur train moby-dick --print-config > rekur.json
  rekur train --config rekur.json --seed 2     options from a file; flags win over it
  rekur train moby-dick --report            also a page with curves, gradient flow, gates and units
  rekur train moby-dick --resume               go on after Ctrl-C, as if nothing had been

The task follows from the source: text is learned character by character, a series is forecast, labels are told.
Ctrl-C saves a checkpoint beside the output; so does training itself, every few seconds.`;

/** Adds `rekur train` to the program. */
export function addTrain(program: Command, io: Io, words: readonly string[], done: (exitCode: number) => void): void {
  const command = program
    .command('train')
    .summary('learn a text, a series or labels, and save a model')
    .description('Learns a text, a series or labels, tells how good the result is, and saves it as one model file.')
    .argument('[source]', 'name of a bundled dataset (rekur datasets lists them), a .txt or a .csv file');
  addTrainFlags(command)
    .optionsGroup('Configuration:')
    .option('--config <file>', 'JSON file with a source and options, under the names of the flags: { "learningRate": 0.01 }')
    .option('--print-config', 'print the configuration that would be used, as JSON for --config, and train nothing')
    .addHelpText('after', EXAMPLES + ENVIRONMENT_HELP)
    .action(async (word: string | undefined, _local: unknown, own: Command) => {
      done(await run(word, own.optsWithGlobals<TrainFlags>(), io, words));
    });
}

/** Trains, or prints the configuration, and gives the exit code. */
async function run(word: string | undefined, { config, printConfig, color, ...flags }: TrainFlags, io: Io, words: readonly string[]): Promise<number> {
  const values: TrainConfig = { ...(config === undefined ? {} : await readConfig(config)), ...flags };
  const sourceWord = word ?? values.source;
  if (sourceWord === undefined) {
    throw new UsageError('train: no source: none on the command line, none in a configuration; the name of a dataset, a .txt or a .csv file is expected; rekur datasets lists names');
  }
  const source = await readSource(sourceWord, values);
  requireFitting(source, values);
  if (values.out !== undefined && resolve(values.out) === resolve(sourceWord)) {
    throw new UsageError(`train: model would replace its source: --out is ${JSON.stringify(values.out)}; another file is expected`);
  }
  if (printConfig) {
    await io.stdout.write(`${JSON.stringify(await effectiveConfig(sourceWord, source, values), null, 2)}\n`);
    return 0;
  }
  return train(source, { ...values, debug: flags.debug }, io, color, words);
}

/** Trains, and gives the exit code: 0, or 130 / 143 if stopped by a signal. */
async function train(source: Source, values: TrainValues & { readonly debug?: boolean }, io: Io, color: boolean, words: readonly string[]): Promise<number> {
  const { json, quiet, resume = false, out = `${source.name}.safetensors` } = values;
  const reporter = createReporter(io, { json, quiet, color });
  const run = runOptionsFor('train', values, io, {
    beforeLine: () => reporter.status.clear(),
    ...(source.kind === 'text' && { usualThreads: threadsOfCores() }),
  });
  await requireWritable(out);
  const report = await reportOf(source, values, words);
  const interruption = listenForInterruption();
  try {
    const session: Session = { out, reporter, interruption, resume, words, run, report };
    if (source.kind === 'text') await trainOnText(source, settingsFor(values), session);
    else if (source.kind === 'series') await trainOnSeries(source.name, source.series, settingsFor(values), session);
    else await trainOnLabels(source.examples, settingsFor(values), session);
    return interruption.exitCode ?? 0;
  } finally {
    interruption.dispose();
  }
}

/** What is noted for a report, where one is asked for; throws before anything is trained if it cannot be written. */
async function reportOf(source: Source, values: TrainValues, words: readonly string[]): Promise<SessionReport | undefined> {
  const { report = false, language = 'en', out = `${source.name}.safetensors` } = values;
  if (!report) return undefined;
  const path = reportPath(out);
  await requireWritable(path);
  const configuration = await effectiveConfig(words.find((word) => !word.startsWith('-') && word !== 'train') ?? source.name, source, values);
  return { path, language, recording: createRecording(), configuration };
}

const isA: Readonly<Record<SourceKind, string>> = { text: 'a text', series: 'a series', labels: 'labelled' };
const plural: Readonly<Record<SourceKind, string>> = { text: 'texts', series: 'series', labels: 'labels' };

/** @throws UsageError for an option of another task. */
function requireFitting({ kind, name }: Source, values: TrainValues): void {
  const options: readonly TrainOption[] = trainOptions;
  const wrong = options.find((option) => values[option.name as keyof TrainValues] !== undefined && !option.kinds.includes(kind));
  if (!wrong) return;
  const others = wrong.kinds.map((each) => plural[each]).join(' and ');
  throw new UsageError(`train: option of another task: ${flagOf(wrong.name)} is for ${others}; ${name} is ${isA[kind]}; leave it out`);
}
