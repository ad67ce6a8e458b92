import type { Command } from 'commander';
import { Option } from 'commander';
import { experiments, findExperiment } from '@rekur/experiments';
import { type Language, say } from '@rekur/viz';
import { addExperimentFlags, describeOption, flagOf } from '../experiment/flags.js';
import { writeReport } from '../experiment/report.js';
import { type RunFlags, runExperimentCommand } from '../experiment/run.js';
import { longPaper, shortPaper } from '../experiment/words.js';
import { colorsFor, type Io } from '../io.js';
import { type CommonOptions, whole } from '../options.js';
import { duration } from '../terminal/format.js';
import { eventLine } from '../terminal/json.js';
import { createReporter } from '../terminal/reporter.js';
import { table } from '../terminal/table.js';

interface ShowFlags extends CommonOptions {
  readonly language: Language;
}

const DEFAULT_OUT = 'rekur-experiments';

const EXAMPLES = `
Examples:
  rekur experiment list
  rekur experiment show decay
  rekur experiment run decay
  rekur experiment run decay --steps 100 --radii 0.9,1.1
  rekur experiment report`;

const RUN_EXAMPLES = `
Examples:
  rekur experiment run copy-nodes
  rekur experiment run decay --help            the options of an experiment
  rekur experiment run decay --full --seeds 3

Ctrl-C keeps what is finished; the same command goes on from there.`;

/** Adds `rekur experiment` to the program. */
export function addExperiment(program: Command, io: Io, words: readonly string[], done: (exitCode: number) => void): void {
  const group = program
    .command('experiment')
    .summary("run the field's classic experiments and see whether their claims hold")
    .description("The field's classic results on recurrent networks: what was claimed, measured anew, with figures and a verdict.")
    .addHelpText('after', EXAMPLES);
  group
    .command('list')
    .description('Lists the experiments.')
    .addOption(languageOption())
    .option('--json', 'one JSON object per experiment on standard output')
    .addHelpText('after', EXAMPLES)
    .action((_local: unknown, command: Command) => list(command.optsWithGlobals<ShowFlags>(), io));
  group
    .command('show')
    .description('Shows what an experiment claims, and its options.')
    .argument('<name>', 'name of an experiment')
    .addOption(languageOption())
    .addHelpText('after', EXAMPLES)
    .action((name: string, _local: unknown, command: Command) => show(name, command.optsWithGlobals<ShowFlags>(), io));
  const run = group.command('run').description('Runs an experiment: the default is over in about a minute on two cores.').usage('<name> [options]').addHelpText('after', RUN_EXAMPLES);
  for (const experiment of Object.values(experiments)) {
    const command = run
      .command(experiment.name)
      .description(`${say(experiment.title)} (${shortPaper(experiment)}).`)
      .option('--seeds <n>', `how many seeds to run with (default: ${experiment.seeds})`, whole)
      .option('--out <folder>', 'where results, figures and reports go', DEFAULT_OUT)
      .option('--full', 'at the size of the paper: may take hours')
      .option('--threads <n>', 'worker threads (default: one for each core)', whole)
      .addOption(languageOption())
      .option('--json', 'one JSON object per event on standard output')
      .option('--quiet', 'the result only');
    addExperimentFlags(command, experiment)
      .addHelpText('after', RUN_EXAMPLES)
      .action(async (_local: unknown, own: Command) => done(await runExperimentCommand(experiment, own.optsWithGlobals<RunFlags>(), io, words)));
  }
  group
    .command('report')
    .description('Writes one page with the results of every experiment that was run.')
    .argument('[folder]', 'where the results are', DEFAULT_OUT)
    .addOption(languageOption())
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', EXAMPLES)
    .action((folder: string, _local: unknown, command: Command) => report(folder, command.optsWithGlobals<ShowFlags>(), io));
}

function languageOption(): Option {
  return new Option('--language <language>', 'of titles, figures and reports').choices(['en', 'ko']).default('en');
}

async function list({ json, language }: ShowFlags, { stdout }: Io): Promise<void> {
  const all = Object.values(experiments);
  if (json) {
    for (const { name, title, paper, claim, options, seeds, seconds } of all) await stdout.write(eventLine({ name, title, paper, claim, options, seeds, seconds }));
    return;
  }
  const rows = all.map((experiment) => [experiment.name, say(experiment.title, language), shortPaper(experiment), experiment.seconds === undefined ? '–' : duration(1000 * experiment.seconds)]);
  const lines = [...table([['name', 'title', 'paper', 'time'], ...rows], { align: ['left', 'left', 'left', 'right'] }), '', 'rekur experiment run NAME runs one of them; the time is that of two cores.'];
  await stdout.write(lines.map((line) => `${line}\n`).join(''));
}

async function show(name: string, { language, color }: ShowFlags, { stdout }: Io): Promise<void> {
  const experiment = findExperiment(name);
  const rows = Object.entries(experiment.options).map(([option, spec]) => [flagOf(option), describeOption(spec, language)]);
  const lines = [
    colorsFor(stdout, color).bold(say(experiment.title, language)),
    longPaper(experiment),
    '',
    say(experiment.claim, language),
    '',
    ...table([['option', 'meaning'], ...rows], { align: ['left', 'left'] }),
    '',
    `rekur experiment run ${name}`,
  ];
  await stdout.write(lines.map((line) => `${line}\n`).join(''));
}

async function report(folder: string, flags: ShowFlags, io: Io): Promise<void> {
  const reporter = createReporter(io, flags);
  reporter.status.update('drawing the figures');
  const { path, experiments: shown, left } = await writeReport(folder, flags.language);
  reporter.status.clear();
  await reporter.event({ type: 'report', path, experiments: shown, left });
  await reporter.notice(...left.map((line) => `left out: ${line}`));
  await reporter.result(`saved ${path}: ${shown.join(', ')}`);
}
