import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe } from '@rekur/tensor';
import type { DemoJob } from '../demo/job.js';
import { startJob } from '../demo/job.js';
import { watchJobs } from '../demo/watch.js';
import { CliError, systemReason } from '../errors.js';
import type { Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import type { EngineFlags } from '../options/engine.js';
import { addEngineFlags, chosenEngine, ENVIRONMENT_HELP } from '../options/engine.js';
import { duration, shellWord } from '../terminal/format.js';
import { createReporter } from '../terminal/reporter.js';
import { listenForInterruption } from '../training/interruption.js';
import { requireWritable } from '../training/output.js';
import { backtestLines, forecastLines } from '../training/seriesResult.js';
import { textResult } from '../training/textResult.js';

interface DemoOptions extends CommonOptions, EngineFlags {
  readonly out: string;
  readonly quick?: boolean;
}

const EXAMPLES = `
Examples:
  rekur demo
  rekur demo --out /tmp/rekur-demo --quick`;

/** Adds `rekur demo` to the program. */
export function addDemo(program: Command, io: Io, done: (exitCode: number) => void): void {
  const command = program
    .command('demo')
    .summary('train on a text and a series and show the results: two to four minutes')
    .description('Trains on Moby-Dick and on AirPassengers, each in a process of its own, then shows text and a forecast.')
    .option('--out <folder>', 'where the models go', 'rekur-demo')
    .option('--quick', 'a few steps only: shows that everything works, and nothing worth reading');
  addEngineFlags(command)
    .addHelpText('after', EXAMPLES + ENVIRONMENT_HELP)
    .action(async (_local: unknown, command: Command) => {
      done(await demo(command.optsWithGlobals<DemoOptions>(), io));
    });
}

/** Runs the demo and gives its exit code. */
async function demo(options: DemoOptions, io: Io): Promise<number> {
  const { out, quick = false, engine, threads } = options;
  chosenEngine('demo', options); // Refuses what is wrong before anything starts.
  const engineWords = [...(engine ? ['--engine', engine] : []), ...(threads === undefined ? [] : ['--threads', String(threads)])];
  const reporter = createReporter(io, options);
  const modelPath = (name: string): string => join(out, `${name}.safetensors`);
  await makeFolder(out);
  await requireWritable(modelPath('moby-dick'));

  const startedMs = performance.now();
  const interruption = listenForInterruption();
  const start = (name: string, quickly: readonly string[]): DemoJob =>
    startJob(name, ['train', name, '--out', modelPath(name), '--json', ...engineWords, ...(quick ? quickly : [])], interruption.signal);
  const text = start('moby-dick', ['--steps', '20', '--hidden', '16']);
  const series = start('air-passengers', ['--steps', '8', '--networks', '1']);
  try {
    await watchJobs([text, series], reporter);
  } catch (error) {
    for (const job of [text, series]) job.stop();
    throw error;
  } finally {
    interruption.dispose();
  }
  if (interruption.exitCode !== undefined) {
    await reporter.notice('interrupted; what was learned so far is saved, go on with:');
    for (const { name, left } of [text, series].filter((job) => job.left() !== 'model')) {
      // One that had not yet begun to learn has nothing to go on with.
      await reporter.notice(`  rekur train ${name} --out ${shellWord(modelPath(name))}${left() === 'checkpoint' ? ' --resume' : ''}`);
    }
    return interruption.exitCode;
  }

  const { bold } = reporter.resultColors;
  const { textCard, sample } = text.result();
  const { seriesCard, ahead } = series.result();
  await reporter.result(
    '',
    bold('Moby-Dick: what an LSTM writes after reading it nearly five times'),
    ...textResult(textCard, sample, reporter.resultColors),
    '',
    bold('AirPassengers: what comes next'),
    ...backtestLines(seriesCard, reporter.resultColors),
    '',
    ...forecastLines(ahead.valueName, ahead),
    '',
    `Done in ${duration(performance.now() - startedMs)}. The models are in ${out}. Try next:`,
    `  rekur generate ${shellWord(modelPath('moby-dick'))} --prompt "The whale " --temperature 0.6`,
    `  rekur forecast ${shellWord(modelPath('air-passengers'))} --horizon 24`,
    '  rekur train moby-dick --hidden 512 --steps 12000     better text, in about 10 minutes',
    `  rekur inspect ${shellWord(modelPath('moby-dick'))} --input "Call me "     gates and states at work`,
    '  rekur train first-names     in about a minute; then: rekur classify first-names.safetensors Maria Henry',
    '  rekur train yours.txt     or yours.csv',
    '  (rekur is apps/cli/dist/main.js in this repository, or npx rekur)',
  );
  return 0;
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    const given = `${JSON.stringify(path)} gives ${systemReason(cause)}`;
    throw new CliError(describe('demo', 'cannot make the folder', given, 'a place that can be written is expected', 'choose another with --out'), { cause });
  }
}
