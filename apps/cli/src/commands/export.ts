import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { ModelFile } from '@rekur/tasks';
import { textModelFromFile } from '@rekur/tasks';
import { describe, formatType } from '@rekur/tensor';
import { exportModel } from '@rekur/train';
import { CliError, systemReason } from '../errors.js';
import { explainedNetwork } from '../explain/network.js';
import type { Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { whole } from '../options.js';
import { byteSize } from '../terminal/format.js';
import { eventLine } from '../terminal/json.js';
import { readModel } from './model.js';

interface ExportFlags extends CommonOptions {
  readonly out?: string;
  readonly stream?: boolean;
  readonly batch?: number;
  readonly time?: number;
}

const EXAMPLES = `
Examples:
  rekur export moby-dick.safetensors --stream
  rekur export first-names.safetensors --time 12 --out names.wasm

In a page or in Node, without a compiler:
  import { loadStandalone } from '@rekur/wasm/standalone';
  const model = await loadStandalone(await (await fetch('moby-dick.wasm')).arrayBuffer());
  const { output } = model.run({ input: [0] });`;

/** Adds `rekur export` to the program. */
export function addExport(program: Command, io: Io): void {
  program
    .command('export')
    .summary("a model's network as one WebAssembly file")
    .description("Compiles a model's network, with its weights inside, to one WebAssembly file that needs no compiler: a page runs it with 2 kB of script.")
    .argument('<model>', 'model file')
    .option('--out <file>', 'file to write (default: as the model, but .wasm)')
    .option('--stream', 'one step at a time: the state stays from run to run')
    .option('--batch <n>', 'rows of an input (default: 1)', count)
    .option('--time <n>', 'steps of each row (default: 1 for a stream, else as in its training)', count)
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, _local: unknown, command: Command) => {
      await write(path, command.optsWithGlobals<ExportFlags>(), io);
    });
}

async function write(path: string, { out, stream = false, batch = 1, time, json }: ExportFlags, { stdout }: Io): Promise<void> {
  const file = await readModel('export', path);
  const network = explainedNetwork(file, { batch, time: stream ? (time ?? 1) : time });
  if (!network) {
    throw new CliError(describe('export', 'no network', `${JSON.stringify(path)} forecasts without one`, 'a model in which a network takes part is expected', 'rekur inspect shows what is in it'));
  }
  const target = out ?? `${basename(path).replace(/\.safetensors$/, '')}.wasm`;
  const { inputs } = network.batch;
  const module = exportModel(network, { shape: inputs.shape, dtype: inputs.dtype }, { stream, extra: extraOf(file) });
  try {
    await writeFile(target, module);
  } catch (cause) {
    throw new CliError(describe('export', 'cannot write', `${JSON.stringify(target)} gives ${systemReason(cause)}`, 'a file that can be written is expected', 'check the path'), { cause });
  }
  if (json) return stdout.write(eventLine({ type: 'export', file: target, bytes: module.length, input: { shape: inputs.shape, dtype: inputs.dtype }, stream }));
  await stdout.write(`${target}: ${byteSize(module.length)}, input ${formatType(inputs)}${stream ? ', a stream: its state stays from run to run' : ''}\n`);
}

/** What a page needs to make inputs and to read outputs. */
function extraOf(file: ModelFile): unknown {
  if (file.task === 'text') return { task: file.task, tokenizer: textModelFromFile(file).tokenizer };
  return { task: file.task };
}

function count(value: string): number {
  const number = whole(value);
  if (number < 1) throw new InvalidArgumentError('A whole number of at least 1 is expected.');
  return number;
}
