import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { textFromBytes } from '@rekur/datasets';
import type { Classification, ClassifyInput, ClassifyModel } from '@rekur/tasks';
import { classifyAll, classifyModelFromFile, inputsFromCsv, labelledFromCsv } from '@rekur/tasks';
import { describe } from '@rekur/tensor';
import { CliError, systemReason, UsageError } from '../errors.js';
import type { Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import type { EngineFlags } from '../options/engine.js';
import { addEngineFlags, ENVIRONMENT_HELP, runOptionsFor } from '../options/engine.js';
import { eventLine } from '../terminal/json.js';
import { table } from '../terminal/table.js';
import { displayWidth, fitting } from '../terminal/width.js';
import { percent } from '../training/labelsResult.js';
import { readModel } from './model.js';

interface ClassifyCommandOptions extends CommonOptions, EngineFlags {
  readonly file?: string;
  readonly text?: string;
  readonly sequence?: string;
  readonly label?: string;
}

const EXAMPLES = `
Examples:
  rekur classify first-names.safetensors Ada Grace Alan
  rekur classify first-names.safetensors < names.txt
  rekur classify mails.safetensors --file new.csv --text subject
  rekur classify mails.safetensors --file old.csv --label folder     how many are right

Without texts and --file, one text a line is read from standard input.`;

/** Adds `rekur classify` to the program. */
export function addClassify(program: Command, io: Io): void {
  const command = program
    .command('classify')
    .summary('tell labels with a model')
    .description('Tells the label of texts, or of sequences of numbers in a .csv file, with a model that was trained on labels.')
    .argument('<model>', 'model file of labels')
    .argument('[texts...]', 'texts to classify')
    .option('--file <file>', 'classify what is in a .csv file: its columns are as in training')
    .option('--text <name>', 'column of texts in the file')
    .option('--sequence <name>', 'column that is equal in all rows of one sequence')
    .option('--label <name>', 'column of labels in the file: says how many are told rightly')
    .option('--json', 'one JSON object per input on standard output');
  addEngineFlags(command)
    .addHelpText('after', EXAMPLES + ENVIRONMENT_HELP)
    .action(async (path: string, texts: readonly string[], _local: unknown, command: Command) => {
      await show(path, texts, command.optsWithGlobals<ClassifyCommandOptions>(), io);
    });
}

async function show(path: string, texts: readonly string[], options: ClassifyCommandOptions, io: Io): Promise<void> {
  if (texts.length > 0 && options.file !== undefined) {
    throw new UsageError('classify: two kinds of input: texts and --file; one of them is expected');
  }
  const column = (['text', 'sequence', 'label'] as const).find((name) => options[name] !== undefined);
  if (column && options.file === undefined) throw new UsageError(`classify: no file: --${column} names a column of a .csv file; add --file`);
  const run = runOptionsFor('classify', options, io);
  const model = classifyModelFromFile(await readModel('classify', path));
  const { inputs, labels } = await inputsFor(model, texts, options, io);
  const found = classifyAll(model, inputs, run);
  if (options.json) {
    for (const [index, each] of found.entries()) await io.stdout.write(eventLine({ type: 'classification', input: whole(inputs[index], index), ...(labels && { actual: labels[index] }), ...each }));
    return;
  }
  const lines = [...resultLines(inputs, found), ...(labels ? ['', rightLine(labels, found)] : [])];
  await io.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

async function inputsFor(model: ClassifyModel, texts: readonly string[], options: ClassifyCommandOptions, io: Io): Promise<{ inputs: readonly ClassifyInput[]; labels?: readonly string[] }> {
  if (options.file !== undefined) {
    const csv = textFromBytes(await readBytes(options.file));
    const { text, sequence, label } = options;
    const { input } = model.form;
    return label === undefined ? { inputs: inputsFromCsv(csv, { text, sequence, input }) } : labelledFromCsv(csv, { text, sequence, label, input });
  }
  if (texts.length > 0) return { inputs: texts };
  if (!io.stdin || io.stdin.isTerminal) {
    throw new UsageError('classify: no input: no text, no --file, nothing on standard input; one of them is expected');
  }
  const given = await io.stdin.read();
  // What stands in a file of numbers, or one text a line.
  if (model.form.input === 'numbers') return { inputs: inputsFromCsv(given, { input: 'numbers' }) };
  const lines = given.split(/\r?\n/).filter((line) => line !== '');
  if (lines.length === 0) throw new CliError(describe('classify', 'no input', 'standard input is empty', 'one text a line is expected'));
  return { inputs: lines };
}

function resultLines(inputs: readonly ClassifyInput[], found: readonly Classification[]): string[] {
  const rows = found.map(({ label, probability }, index) => [shown(inputs[index], index), label, percent(probability)]);
  return table([['input', 'label', 'probability'], ...rows]);
}

function rightLine(labels: readonly string[], found: readonly Classification[]): string {
  const right = found.filter(({ label }, index) => label === labels[index]).length;
  return `${right} of ${labels.length} right: ${percent(right / labels.length)}`;
}

const LONGEST_SHOWN = 40;

/** A text; of numbers their place in the file. */
function whole(input: ClassifyInput, index: number): string {
  return typeof input === 'string' ? input : `sequence ${index + 1}`;
}

/** The same on one line, cut if it is long. */
function shown(input: ClassifyInput, index: number): string {
  const line = whole(input, index).replaceAll(/\s+/g, ' ');
  return displayWidth(line) <= LONGEST_SHOWN ? line : `${fitting(line, LONGEST_SHOWN - 1)}…`;
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new CliError(describe('classify', 'cannot read the file', `${JSON.stringify(path)} gives ${systemReason(cause)}`, 'a .csv file is expected', 'check the path'), { cause });
  }
}
