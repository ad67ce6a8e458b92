import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { addClassify } from './commands/classify.js';
import { addDatasets } from './commands/datasets.js';
import { addDemo } from './commands/demo.js';
import { addExperiment } from './commands/experiment.js';
import { addExplain } from './commands/explain.js';
import { addExport } from './commands/export.js';
import { addForecast } from './commands/forecast.js';
import { addGenerate } from './commands/generate.js';
import { addInspect } from './commands/inspect.js';
import { addTrain } from './commands/train.js';
import { exitCodes, isExpected, isTooLarge, UsageError } from './errors.js';
import type { Io } from './io.js';

const AFTER_HELP = `
Examples:
  rekur train moby-dick                        learn to write, then:
  rekur generate moby-dick.safetensors
  rekur train air-passengers                   learn to forecast, then:
  rekur forecast air-passengers.safetensors
  rekur train first-names                      learn to tell labels, then:
  rekur classify first-names.safetensors Ada
  rekur datasets                               the bundled datasets
  rekur experiment list                        the field's classic results, to see for oneself
  rekur train --help                           the options of a command

Exit codes: 0 done, 1 input that cannot be used, 2 wrong usage, 130 or 143 stopped by Ctrl-C or SIGTERM.`;

/** Runs the command line `rekur …words` and gives its exit code; what a user did wrong is a message, not a stack. */
export async function runCli(words: readonly string[], io: Io): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const program = new Command('rekur')
    .description('Recurrent networks: train on a text, a series or labels, then write, forecast or classify.')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .option('--no-color', 'no colours')
    .option('--debug', 'show the stack of an error')
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'rekur: ')),
      getOutHelpWidth: () => io.stdout.columns,
      getErrHelpWidth: () => io.stderr.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('(rekur --help lists commands and options)')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .addHelpText('after', AFTER_HELP);
  addTrain(program, io, words, (code) => (exitCode = code));
  addGenerate(program, io);
  addForecast(program, io);
  addClassify(program, io);
  addDatasets(program, io);
  addInspect(program, io);
  addExplain(program, io);
  addExperiment(program, io, words, (code) => (exitCode = code));
  addExport(program, io);
  addDemo(program, io, (code) => (exitCode = code));
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has written its message already; help and version end this way too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    if (isTooLarge(error)) {
      await io.stderr.write(`rekur: not enough memory: ${error.message}; a smaller network or input is expected, such as a lower --hidden or --batch\n`);
      return exitCodes.failure;
    }
    const showStack = program.opts<{ debug?: boolean }>().debug === true || words.includes('--debug') || !isExpected(error);
    await io.stderr.write(`rekur: ${showStack ? stackOf(error) : error.message}\n`);
    return error instanceof UsageError ? exitCodes.usage : exitCodes.failure;
  }
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
