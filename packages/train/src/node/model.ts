import type { Module, Parameters } from '@rekur/rnn';
import { readSafetensorsFile, writeSafetensorsFile } from '@rekur/safetensors/node';
import type { Model, ModelFileOptions } from '../modelFile.js';
import { modelContent, modelFromContent } from '../modelFile.js';

/**
 * Writes a module and its parameters as one file, whole or not at all.
 * @param extra plain JSON to find again
 * @throws ModelFileError as `encodeModel`, SafetensorsError naming the path and the system's reason.
 */
export async function saveModel(path: string | URL, module: Module, parameters: Parameters, extra: Model['extra'] = {}): Promise<void> {
  await writeSafetensorsFile(path, modelContent(module, parameters, extra));
}

/** @throws ModelFileError as `decodeModel`, SafetensorsError for a file that is missing or damaged. */
export async function loadModel(path: string | URL, options: ModelFileOptions = {}): Promise<Model> {
  return modelFromContent(await readSafetensorsFile(path), options);
}
