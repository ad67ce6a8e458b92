import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Option } from 'commander';
import { seriesFromCsv, textFromBytes } from '@rekur/datasets';
import type { ModelFile, NetworkView } from '@rekur/tasks';
import { classifyModelFromFile, forecastModelFromFile, generate, inputsFromCsv, textModelFromFile, viewClassifier, viewForecaster, viewText } from '@rekur/tasks';
import { describe } from '@rekur/tensor';
import type { FigureOptions, Language, Mode } from '@rekur/viz';
import { writeFigures } from '../figures/drawFigures.js';
import { listFigures, networkFigures } from '../figures/networkFigures.js';
import { CliError, systemReason } from '../errors.js';
import { inspectModel } from '../inspect/inspection.js';
import { inspectionLines } from '../inspect/inspectionLines.js';
import type { Io } from '../io.js';
import { colorsFor } from '../io.js';
import type { CommonOptions } from '../options.js';
import { eventLine } from '../terminal/json.js';
import { readModel } from './model.js';

interface InspectOptions extends CommonOptions {
  readonly figures?: string;
  readonly dark?: boolean;
  readonly language?: Language;
  readonly input?: string;
}

const EXAMPLES = `
Examples:
  rekur inspect moby-dick.safetensors
  rekur inspect moby-dick.safetensors --input "Call me Ishmael"
  rekur inspect first-names.safetensors --input Alexandra
  rekur inspect moby-dick.safetensors --figures figures
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
    .option('--figures <folder>', 'also draw figures into a folder, as SVG and PNG: gradient flow, gates, units, weights, memory')
    .option('--dark', 'figures for dark pages')
    .addOption(new Option('--language <name>', 'language of the figures (default: en)').choices(['en', 'ko']))
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, _local: unknown, command: Command) => {
      await show(path, command.optsWithGlobals<InspectOptions>(), io);
    });
}

async function show(path: string, { input, json, color, figures, dark = false, language }: InspectOptions, { stdout }: Io): Promise<void> {
  const file = await readModel('inspect', path);
  const view = await viewOf(file, input);
  const inspection = inspectModel(file, view);
  const written = figures === undefined || !view ? [] : await draw(figures, file, view, input === undefined ? longViewOf(file) : undefined, { mode: dark ? 'dark' : 'light', language });
  if (json) return stdout.write(eventLine(figures === undefined ? inspection : { ...inspection, figures: written }));
  const lines = inspectionLines(inspection, stdout.columns, colorsFor(stdout, color));
  if (figures !== undefined) lines.push('', written.length > 0 ? `${written.length} figures in ${figures}` : 'no figures: the model forecasts without a network');
  await stdout.write(lines.map((line) => `${line}\n`).join(''));
}

async function draw(folder: string, file: ModelFile, view: NetworkView, long: NetworkView | undefined, options: FigureOptions & { readonly mode: Mode }): Promise<string[]> {
  try {
    return await writeFigures(folder, listFigures(networkFigures(file, view, long, options)), options.mode);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    throw new CliError(describe('inspect', 'cannot write the figures', `${JSON.stringify(folder)} gives ${systemReason(cause)}`, 'a folder that can be written is expected', 'check the path'), { cause });
  }
}

/** Characters that a text model writes, for what units do along several lines. */
const LONG = 400;

/** A model that writes reads a longer text of its own. */
function longViewOf(file: ModelFile): NetworkView | undefined {
  if (file.task !== 'text') return undefined;
  const model = textModelFromFile(file);
  return viewText(model, Array.from(generate(model, { length: LONG })).join(''));
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
