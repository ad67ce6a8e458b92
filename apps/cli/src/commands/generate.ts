import type { Command } from 'commander';
import type { GenerateOptions } from '@rekur/tasks';
import { generate, textModelFromFile } from '@rekur/tasks';
import type { Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import type { EngineFlags } from '../options/engine.js';
import { addEngineFlags, ENVIRONMENT_HELP, runOptionsFor } from '../options/engine.js';
import { real, whole } from '../options.js';
import { eventLine } from '../terminal/json.js';
import { readModel } from './model.js';

interface GenerateCommandOptions extends CommonOptions, EngineFlags, Omit<GenerateOptions, keyof EngineFlags> {}

const EXAMPLES = `
Examples:
  rekur generate moby-dick.safetensors
  rekur generate moby-dick.safetensors --prompt "Call me " --length 200
  rekur generate moby-dick.safetensors --temperature 0.5 --seed 7
  rekur generate moby-dick.safetensors --top-k 10 --top-p 0.9 --json

The same model, options and seed give the same text on every machine.`;

/** Adds `rekur generate` to the program. */
export function addGenerate(program: Command, io: Io): void {
  const command = program
    .command('generate')
    .summary('write text with a model')
    .description('Writes text with a model that was trained on text, character by character.')
    .argument('<model>', 'model file of a text')
    .option('--prompt <text>', 'text to go on from (default: the beginning of a line)')
    .option('--length <n>', 'characters to write (default: 500)', whole)
    .option('--temperature <x>', 'below 1 likelier, above 1 wilder; 0 always takes the likeliest (default: 0.8)', real)
    .option('--top-k <n>', 'choose among the n likeliest characters', whole)
    .option('--top-p <x>', 'choose among the likeliest characters that together have probability x', real)
    .option('--seed <n>', 'another seed, another text (default: 1)', whole)
    .option('--json', 'one JSON object on standard output');
  addEngineFlags(command)
    .addHelpText('after', EXAMPLES + ENVIRONMENT_HELP)
    .action(async (path: string, _local: unknown, command: Command) => {
      await write(path, command.optsWithGlobals<GenerateCommandOptions>(), io);
    });
}

async function write(path: string, options: GenerateCommandOptions, io: Io): Promise<void> {
  const { stdout } = io;
  const run = runOptionsFor('generate', options, io);
  const model = textModelFromFile(await readModel('generate', path));
  const { prompt = '', length, temperature, topK, topP, seed, json } = options;
  const characters = generate(model, { prompt, length, temperature, topK, topP, seed, ...run });
  if (json) {
    await stdout.write(eventLine({ type: 'text', prompt, text: Array.from(characters).join('') }));
    return;
  }
  await stdout.write(prompt);
  for (const character of characters) await stdout.write(character);
  await stdout.write('\n');
}
