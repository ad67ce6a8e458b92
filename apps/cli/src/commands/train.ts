import type { Command } from 'commander';
import type { ForecastSettingsOptions, TextSettingsOptions } from '@rekur/tasks';
import { UsageError } from '../errors.js';
import type { Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { real, whole } from '../options.js';
import { createReporter } from '../terminal/reporter.js';
import { listenForInterruption } from '../training/interruption.js';
import { requireWritable } from '../training/output.js';
import type { Session } from '../training/session.js';
import type { Source } from '../training/source.js';
import { readSource } from '../training/source.js';
import { trainOnSeries } from '../training/trainOnSeries.js';
import { trainOnText } from '../training/trainOnText.js';

interface TrainOptions extends CommonOptions {
  readonly out?: string;
  readonly seed?: number;
  readonly steps?: number;
  readonly hidden?: number;
  readonly resume?: boolean;
  readonly quiet?: boolean;
  readonly layers?: number;
  readonly embedding?: number;
  readonly batch?: number;
  readonly time?: number;
  readonly learningRate?: number;
  readonly column?: string;
  readonly timeColumn?: string;
  readonly holdout?: number;
  readonly horizon?: number;
  readonly networks?: number;
  readonly window?: number;
}

const textOnly = ['layers', 'embedding', 'batch', 'time', 'learningRate'] as const;
const seriesOnly = ['column', 'timeColumn', 'holdout', 'horizon', 'networks', 'window'] as const;

const EXAMPLES = `
Examples:
  rekur train moby-dick                        write like Melville: moby-dick.safetensors
  rekur train air-passengers                   forecast the months after 1960
  rekur train novel.txt --hidden 128 --steps 20000 --learning-rate 0.01
                                               longer training, better text
  rekur train sales.csv --column revenue       one column of several
  rekur train moby-dick --resume               go on after Ctrl-C, as if nothing had been

The task follows from the source: text is learned character by character, a series is forecast.
Ctrl-C saves a checkpoint beside the output; so does training itself, every few seconds.`;

/** Adds `rekur train` to the program. */
export function addTrain(program: Command, io: Io, words: readonly string[], done: (exitCode: number) => void): void {
  program
    .command('train')
    .summary('learn a text or a series, and save a model')
    .description('Learns a text or a series, tells how good the result is, and saves it as one model file.')
    .argument('<source>', 'moby-dick, air-passengers, a .txt or a .csv file')
    .option('--out <file>', 'model file to write (default: <name of the source>.safetensors)')
    .option('--resume', 'go on from the checkpoint that an interrupted training left')
    .option('--seed <n>', 'first parameters come from it (default: 1)', whole)
    .option('--steps <n>', 'updates; of a series: most updates per network', whole)
    .option('--hidden <n>', 'units per recurrent layer', whole)
    .optionsGroup('For texts:')
    .option('--layers <n>', 'recurrent layers', whole)
    .option('--embedding <n>', 'length of the vector per character', whole)
    .option('--batch <n>', 'streams read side by side', whole)
    .option('--time <n>', 'characters per stream and step', whole)
    .option('--learning-rate <x>', 'at the first step; falls to a hundredth', real)
    .optionsGroup('For series:')
    .option('--column <name>', 'column of values in a .csv file')
    .option('--time-column <name>', 'column of times in a .csv file')
    .option('--holdout <n>', 'values at the end to measure on', whole)
    .option('--horizon <n>', 'steps to forecast', whole)
    .option('--networks <n>', 'LSTMs whose corrections are averaged', whole)
    .option('--window <n>', 'steps that an LSTM reads', whole)
    .optionsGroup('Output:')
    .option('--json', 'one JSON object per event on standard output, nothing else')
    .option('--quiet', 'no progress, results only')
    .addHelpText('after', EXAMPLES)
    .action(async (word: string, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<TrainOptions>();
      done(await train(word, options, io, words));
    });
}

/** Trains, and gives the exit code: 0, or 130 / 143 if stopped by a signal. */
async function train(word: string, options: TrainOptions, io: Io, words: readonly string[]): Promise<number> {
  const source = await readSource(word, options);
  requireFitting(source, options);
  const out = options.out ?? `${source.name}.safetensors`;
  await requireWritable(out);
  const interruption = listenForInterruption();
  try {
    const session: Session = { out, reporter: createReporter(io, options), interruption, resume: options.resume ?? false, words };
    const { seed, steps, hidden, layers, embedding, batch, time, learningRate, holdout, horizon, networks, window } = options;
    if (source.kind === 'text') {
      const settings: TextSettingsOptions = { seed, steps, hidden, layers, embedding, batch, time, learningRate };
      await trainOnText(source, settings, session);
    } else {
      const settings: ForecastSettingsOptions = { seed, steps, hidden, holdout, horizon, networks, window };
      await trainOnSeries(source.name, source.series, settings, session);
    }
    return interruption.exitCode ?? 0;
  } finally {
    interruption.dispose();
  }
}

/** @throws UsageError for an option of the other task. */
function requireFitting(source: Source, options: TrainOptions): void {
  const wrong = (source.kind === 'text' ? seriesOnly : textOnly).find((name) => options[name] !== undefined);
  if (!wrong) return;
  const flag = `--${wrong.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const [is, other] = source.kind === 'text' ? ['a text', 'series'] : ['a series', 'texts'];
  throw new UsageError(`train: option of another task: ${flag} is for ${other}; ${source.name} is ${is}; leave it out`);
}
