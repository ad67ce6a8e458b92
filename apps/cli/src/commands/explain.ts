import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { describe, formatType } from '@rekur/tensor';
import type { Explanation } from '@rekur/wasm';
import { formatExplanation } from '@rekur/wasm';
import { CliError } from '../errors.js';
import { explainForward, explainTraining } from '../explain/explainNetwork.js';
import { explainedNetwork } from '../explain/network.js';
import type { Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { whole } from '../options.js';
import { ENVIRONMENT_HELP, optionsFrom } from '../options/engine.js';
import { eventLine } from '../terminal/json.js';
import { readModel } from './model.js';

interface ExplainFlags extends CommonOptions {
  readonly training?: boolean;
  readonly program?: boolean;
  readonly batch?: number;
  readonly time?: number;
  readonly threads?: number;
  readonly width?: '128' | '256';
  readonly arithmetic?: 'separate' | 'fused';
}

/** Notes of a pass that a summary shows. */
const NOTES = 6;

const EXAMPLES = `
Examples:
  rekur explain moby-dick.safetensors
  rekur explain moby-dick.safetensors --training --threads 2
  rekur explain first-names.safetensors --batch 1 --time 9 --program`;

/** Adds `rekur explain` to the program. */
export function addExplain(program: Command, io: Io): void {
  program
    .command('explain')
    .summary('what the compiler makes of a model')
    .description("Shows what the engine wasm makes of a model's network: what each pass did or left, loops, operations, and where the memory goes. Nothing is run.")
    .argument('<model>', 'model file')
    .option('--training', 'the whole training step: loss, gradient, clipping and optimiser too')
    .option('--program', 'also the Program before and after the passes, and what is compiled')
    .option('--batch <n>', 'rows of a batch (default: as in its training)', count)
    .option('--time <n>', 'steps of each row (default: as in its training)', count)
    .option('--threads <n>', 'threads (default: 1)', count)
    .addOption(new Option('--width <bits>', 'bits of a vector (default: 128)').choices(['128', '256']))
    .addOption(new Option('--arithmetic <name>', 'whether products are rounded before they are added (default: separate)').choices(['separate', 'fused']))
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', EXAMPLES + ENVIRONMENT_HELP)
    .action(async (path: string, _local: unknown, command: Command) => {
      await show(path, command.optsWithGlobals<ExplainFlags>(), io);
    });
}

async function show(path: string, { training = false, program = false, json, batch, time, threads, width, arithmetic }: ExplainFlags, { stdout }: Io): Promise<void> {
  const file = await readModel('explain', path);
  const network = explainedNetwork(file, { batch, time });
  if (!network) {
    throw new CliError(describe('explain', 'no network', `${JSON.stringify(path)} forecasts without one`, 'a model in which a network takes part is expected', 'rekur inspect shows what is in it'));
  }
  const options = { ...optionsFrom('explain'), ...(threads && { threads }), ...(width && { width: Number(width) as 128 | 256 }), ...(arithmetic && { arithmetic }) };
  const explanation = training ? explainTraining(network, options) : explainForward(network, options);
  if (json) return stdout.write(eventLine({ type: 'explanation', of: training ? 'training' : 'forward', ...explanation }));
  await stdout.write(`${heading(training, formatType(network.batch.inputs))}\n${text(explanation, program)}\n`);
}

function heading(training: boolean, input: string): string {
  return `${training ? 'A training step' : 'The forward pass'} for inputs ${input}`;
}

function text(explanation: Explanation, programs: boolean): string {
  return formatExplanation(explanation, programs ? {} : { programs: false, notesPerPass: NOTES });
}

function count(value: string): number {
  const number = whole(value);
  if (number < 1) throw new InvalidArgumentError('A whole number of at least 1 is expected.');
  return number;
}
