import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { seriesFromCsv, textFromBytes } from '@rekur/datasets';
import type { ModelFile, NetworkView } from '@rekur/tasks';
import { classifyModelFromFile, forecastModelFromFile, inputsFromCsv, textModelFromFile, viewClassifier, viewForecaster, viewText } from '@rekur/tasks';
import { describe } from '@rekur/tensor';
import { CliError, systemReason } from '../errors.js';
import { inspectModel } from '../inspect/inspection.js';
import { inspectionLines } from '../inspect/inspectionLines.js';
import type { Io } from '../io.js';
import { colorsFor } from '../io.js';
import type { CommonOptions } from '../options.js';
import { eventLine } from '../terminal/json.js';
import { readModel } from './model.js';

interface InspectOptions extends CommonOptions {
  readonly input?: string;
}

const EXAMPLES = `
Examples:
  rekur inspect moby-dick.safetensors
  rekur inspect moby-dick.safetensors --input "Call me Ishmael"
  rekur inspect first-names.safetensors --input Alexandra
  rekur inspect air-passengers.safetensors --input newer.csv
  rekur inspect air-passengers.safetensors --json`;

/** Adds `rekur inspect` to the program. */
export function addInspect(program: Command, io: Io): void {
  program
    .command('inspect')
    .summary('look inside a model')
    .description('Shows where a model comes from, its network and tensors, what its gates do with an input, and where the gradient goes.')
    .argument('<model>', 'model file')
    .option('--input <text>', 'text for the network to read, or a .csv file where it reads numbers (default: one that the model keeps or writes)')
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, _local: unknown, command: Command) => {
      await show(path, command.optsWithGlobals<InspectOptions>(), io);
    });
}

async function show(path: string, { input, json, color }: InspectOptions, { stdout }: Io): Promise<void> {
  const file = await readModel('inspect', path);
  const inspection = inspectModel(file, await viewOf(file, input));
  if (json) return stdout.write(eventLine(inspection));
  const lines = inspectionLines(inspection, stdout.columns, colorsFor(stdout, color));
  await stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** The network of a model reading an input: a text, or what is in a CSV file. */
async function viewOf(file: ModelFile, input: string | undefined): Promise<NetworkView | undefined> {
  if (file.task === 'text') return viewText(textModelFromFile(file), input);
  if (file.task === 'forecast') return viewForecaster(forecastModelFromFile(file), input === undefined ? undefined : seriesFromCsv(await readCsv(input)).values);
  const model = classifyModelFromFile(file);
  if (input === undefined || model.form.input === 'characters') return viewClassifier(model, input);
  const rows = inputsFromCsv(await readCsv(input), { input: 'numbers' });
  if (model.form.size === 1) return viewClassifier(model, rows[0]);
  // A row is a step where the model reads several numbers a step.
  const sequence = rows.flatMap((row) => (typeof row === 'string' ? [] : [row.map((step) => step[0])]));
  return viewClassifier(model, sequence);
}

async function readCsv(path: string): Promise<string> {
  try {
    return textFromBytes(await readFile(path));
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    throw new CliError(describe('inspect', 'cannot read the input', `${JSON.stringify(path)} gives ${systemReason(cause)}`, 'a .csv file is expected, as the model reads numbers', 'check the path'), { cause });
  }
}
