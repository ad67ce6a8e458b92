import { readFile } from 'node:fs/promises';
import type { ModelFile } from '@rekur/tasks';
import { decodeModelFile } from '@rekur/tasks';
import { describe } from '@rekur/tensor';
import { CliError, systemReason } from '../errors.js';

/**
 * The content of a model file.
 * @throws CliError if it cannot be read, TaskError if it is no model file.
 */
export async function readModel(operation: string, path: string): Promise<ModelFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    const given = `${JSON.stringify(path)} gives ${systemReason(cause)}`;
    throw new CliError(describe(operation, 'cannot read the model', given, 'a file written by rekur train is expected', 'check the path'), { cause });
  }
  return decodeModelFile(bytes, JSON.stringify(path));
}
