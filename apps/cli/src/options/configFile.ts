import { readFile } from 'node:fs/promises';
import { didYouMean } from '@rekur/datasets';
import { describe } from '@rekur/tensor';
import { z } from 'zod';
import { CliError, systemReason } from '../errors.js';
import type { TrainOption, TrainValues } from './trainOptions.js';
import { trainOptions } from './trainOptions.js';

/** A training as a configuration file describes it: a source, and options under the names of the table. */
export type TrainConfig = TrainValues & { readonly source?: string };

const types = {
  whole: { schema: z.int(), expected: 'a whole number is expected' },
  real: { schema: z.number(), expected: 'a number is expected' },
  word: { schema: z.string(), expected: 'a text in quotes is expected' },
  flag: { schema: z.boolean(), expected: 'true or false is expected' },
} as const;

const options: readonly TrainOption[] = [{ name: 'source', type: 'word', description: 'what to learn', kinds: [] }, ...trainOptions];

/** The schema of configuration files; made from the table that the flags come from. */
export const trainConfigSchema = z.strictObject(
  Object.fromEntries(options.map(({ name, type, choices }) => [name, (choices ? z.enum(choices) : types[type].schema).optional()])),
);

/**
 * The training that a configuration file describes.
 * @throws CliError for a file that cannot be read or is no JSON, an unknown key, and a value of another type.
 */
export async function readConfig(path: string): Promise<TrainConfig> {
  const shown = JSON.stringify(path);
  let text: string;
  try {
    // Some editors begin a file with a byte order mark.
    text = (await readFile(path, 'utf8')).replace(/^\ufeff/, '');
  } catch (cause) {
    throw new CliError(describe('train', 'cannot read the configuration', `${shown} gives ${systemReason(cause)}`, 'a JSON file is expected', 'check the path'), { cause });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new CliError(describe('train', 'configuration is not JSON', `${shown} (${(cause as Error).message})`, 'an object such as { "source": "moby-dick", "hidden": 128 } is expected'), {
      cause,
    });
  }
  const result = trainConfigSchema.safeParse(json);
  if (result.success) return result.data;
  throw configError(result.error.issues[0], json, shown);
}

function configError(issue: z.core.$ZodIssue, json: unknown, shown: string): CliError {
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys;
    const names = options.map(({ name }) => name);
    return new CliError(describe('train', 'unknown option in the configuration', `${JSON.stringify(key)} in ${shown}`, `the options are ${names.join(', ')}`, didYouMean(key, names)));
  }
  const name = String(issue.path[0]);
  const option = options.find((each) => each.name === name);
  if (!option) {
    const given = Array.isArray(json) ? 'a list' : JSON.stringify(json);
    return new CliError(describe('train', 'configuration is no object', `${shown} holds ${given}`, 'an object such as { "source": "moby-dick", "hidden": 128 } is expected'));
  }
  const given = JSON.stringify((json as Record<string, unknown>)[name]);
  const expected = option.choices ? `one of ${option.choices.join(', ')} is expected` : types[option.type].expected;
  return new CliError(describe('train', 'wrong value in the configuration', `"${name}" in ${shown} is ${given}`, expected));
}
