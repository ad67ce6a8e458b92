import type { Parameters } from '@rekur/rnn';
import type { SafetensorsContent, SafetensorsFile } from '@rekur/safetensors';
import { readSafetensors, SafetensorsError, tensorEntry, tensorValues, writeSafetensors } from '@rekur/safetensors';
import type { Tensor, Tree } from '@rekur/tensor';
import { describe, flattenTree, tensor } from '@rekur/tensor';
import { TaskError } from './error.js';

const FORMAT = 'rekur.model';
const VERSION = '1';

/** What every model file holds: weights, and a JSON description of all that is needed to use them. */
export interface ModelFile {
  readonly task: 'text' | 'forecast' | 'classify';
  /** Nested float32 or float64 tensors. */
  readonly parameters: Parameters;
  /** Architecture, tokeniser, scalers, training: plain JSON, validated by the task that reads it, never evaluated. */
  readonly description: Readonly<Record<string, unknown>>;
}

/** Which command uses the models of a task: what an error says to someone who took the wrong one. */
export const usedBy: Readonly<Record<ModelFile['task'], string>> = {
  text: 'rekur generate uses models of texts',
  forecast: 'rekur forecast uses models of series',
  classify: 'rekur classify uses models of labels',
};

/** A model file as the content of one safetensors file. */
export function modelFileContent({ task, parameters, description }: ModelFile): SafetensorsContent {
  const leaves = flattenTree(parameters);
  return {
    tensors: new Map(
      leaves.map(({ path, value }) => [
        path,
        tensorEntry(value.dtype === 'float64' ? 'F64' : 'F32', value.shape, value.data as Float32Array),
      ]),
    ),
    metadata: { format: FORMAT, version: VERSION, task, description: JSON.stringify(description) },
  };
}

/** A model file as bytes. */
export function encodeModelFile(model: ModelFile): Uint8Array {
  return writeSafetensors(modelFileContent(model));
}

/**
 * Reads a model file.
 * @throws TaskError for a truncated file, a file of another kind or a newer version.
 */
export function decodeModelFile(bytes: Uint8Array, name = 'the file'): ModelFile {
  try {
    return modelFromContent(readSafetensors(bytes), name);
  } catch (cause) {
    if (!(cause instanceof SafetensorsError)) throw cause;
    throw new TaskError(
      describe(
        'decodeModelFile',
        'not a model file',
        `${name} is damaged or of another kind (${cause.message})`,
        'a file written by rekur train is expected',
        'train again, or check that it was copied whole',
      ),
      { cause },
    );
  }
}

function modelFromContent({ tensors, metadata }: SafetensorsFile, name: string): ModelFile {
  if (metadata['format'] !== FORMAT) {
    throw new TaskError(
      describe(
        'decodeModelFile',
        'not a model file',
        `${name} is a safetensors file of format '${metadata['format'] ?? 'unknown'}'`,
        `format '${FORMAT}' is expected`,
        metadata['format']?.endsWith('checkpoint') ? 'rekur train --resume finishes a checkpoint' : 'pass a file written by rekur train',
      ),
    );
  }
  if (metadata['version'] !== VERSION) {
    throw new TaskError(
      describe('decodeModelFile', 'unknown version', `${name} has version '${metadata['version']}'`, `version '${VERSION}' is expected`, 'update rekur'),
    );
  }
  const { task } = metadata;
  if (task !== 'text' && task !== 'forecast' && task !== 'classify') {
    throw new TaskError(describe('decodeModelFile', 'unknown task', `${name} is for '${task}'`, 'text, forecast or classify is expected', 'update rekur'));
  }
  const parameters: Record<string, Tree> = {};
  for (const [path, entry] of tensors) {
    if (entry.dtype !== 'F32' && entry.dtype !== 'F64') {
      throw new TaskError(
        describe('decodeModelFile', 'not a model file', `'${path}' in ${name} has dtype ${entry.dtype}`, 'F32 or F64 is expected', 'pass a file written by rekur train'),
      );
    }
    place(parameters, path.split('.'), tensor(tensorValues(entry), { shape: entry.shape }));
  }
  return { task, parameters, description: descriptionOf(metadata['description'], name) };
}

function descriptionOf(text: string | undefined, name: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text ?? '')) as Record<string, unknown>;
  } catch (cause) {
    throw new TaskError(
      describe('decodeModelFile', 'not a model file', `the description in ${name} is not JSON`, 'a file written by rekur train is expected', 'train again'),
      { cause },
    );
  }
}

/** Puts a tensor at its dotted path; keys of JavaScript's own objects are plain keys here. */
function place(tree: Record<string, Tree>, path: readonly string[], value: Tensor): void {
  const [key, ...rest] = path;
  if (rest.length === 0) {
    Object.defineProperty(tree, key, { value, enumerable: true, configurable: true, writable: true });
    return;
  }
  if (!Object.hasOwn(tree, key)) {
    Object.defineProperty(tree, key, { value: {}, enumerable: true, configurable: true, writable: true });
  }
  place(tree[key] as Record<string, Tree>, rest, value);
}
