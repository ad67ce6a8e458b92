import type { Cell, Module, Parameters } from '@rekur/rnn';
import { moduleFromDescription } from '@rekur/rnn';
import type { DType as FileDType, SafetensorsContent, SafetensorsFile, TensorEntry } from '@rekur/safetensors';
import { readSafetensors, tensorEntry, tensorValues, writeSafetensors } from '@rekur/safetensors';
import type { DType, Tensor, Tree, TypedArray } from '@rekur/tensor';
import { describe, flattenTree, formatShape, fromData, randomKey } from '@rekur/tensor';
import { requireModelFits } from './requireModelFits.js';
import { fillStructure, isJson, structureOf } from './structure.js';

/** A model as a file holds it. */
export interface Model {
  readonly module: Module;
  readonly parameters: Parameters;
  /** Whatever the caller stored along with it: plain JSON, not checked on reading. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface ModelFileOptions {
  /** Cells of one's own that the module is made of, by name. */
  readonly cells?: Readonly<Record<string, Cell>>;
}

/** A file is no model, or its parts do not fit together. Example: `decodeModel` of a checkpoint. */
export class ModelFileError extends Error {
  override name = 'ModelFileError';
}

const FORMAT = 'rekur.model';
const VERSION = '1';
const TASK = 'module';

const fileDTypes = { float32: 'F32', float64: 'F64', int32: 'I32', uint32: 'U32', bool: 'BOOL' } as const satisfies Record<DType, FileDType>;
const readable: readonly FileDType[] = Object.values(fileDTypes);

/**
 * A module and its parameters as the bytes of one safetensors file; {@link decodeModel} needs nothing else.
 * @param extra plain JSON to find again: a tokeniser, a scaler, how it was trained
 * @throws ModelFileError for parameters of another module, or an `extra` that JSON does not hold.
 */
export function encodeModel(module: Module, parameters: Parameters, extra: Model['extra'] = {}): Uint8Array<ArrayBuffer> {
  // Freshly made, so never shared between threads.
  return writeSafetensors(modelContent(module, parameters, extra)) as Uint8Array<ArrayBuffer>;
}

/**
 * Reads what {@link encodeModel} wrote. Nothing in it is evaluated or trusted: kinds of layers and cells are looked up by name, and
 * no size is larger than the weights in the file account for; every layer is checked against its weights and its neighbours.
 * @throws ModelFileError for a file that is no model, or whose parts do not fit; SafetensorsError for one that is damaged.
 */
export function decodeModel(bytes: Uint8Array | ArrayBuffer, options: ModelFileOptions = {}): Model {
  return modelFromContent(readSafetensors(bytes), options);
}

/** As {@link encodeModel}, for `writeSafetensorsFile` and `writeSafetensorsBlob`, which need no copy of the whole file. */
export function modelContent(module: Module, parameters: Parameters, extra: Model['extra'] = {}): SafetensorsContent {
  requireParametersOf(module, parameters);
  if (!isJson(extra)) {
    throw new ModelFileError(
      describe('encodeModel', 'extra is not JSON', 'it holds something else', 'strings, finite numbers, booleans, null, arrays and plain objects are expected'),
    );
  }
  const leaves = flattenTree(parameters);
  const description = { module: module.description, structure: structureOf(parameters), extra };
  return {
    tensors: new Map(leaves.map(({ path, value }) => [path, entryOf(value)])),
    metadata: { format: FORMAT, version: VERSION, task: TASK, description: JSON.stringify(description) },
  };
}

/** As {@link decodeModel}, of a file that has been read. */
export function modelFromContent({ tensors, metadata }: SafetensorsFile, { cells }: ModelFileOptions = {}): Model {
  const { format = 'none', version = 'none', task = 'none' } = metadata;
  if (format !== FORMAT || version !== VERSION || task !== TASK) {
    throw new ModelFileError(
      describe(
        'decodeModel',
        'not a model of one module',
        `format '${format}' version '${version}' for '${task}'`,
        `format '${FORMAT}' version '${VERSION}' for '${TASK}' is expected`,
        mendFor(format, task),
      ),
    );
  }
  try {
    const { module: described, structure, extra } = Object(JSON.parse(metadata['description'])) as Record<string, unknown>;
    requireSizesWithin(described, tensors);
    let used = 0;
    const parameters = fillStructure(structure, (path) => {
      used++;
      return tensorAt(tensors, path);
    }) as Parameters;
    if (used !== tensors.size) throw new ModelFileError(`it has ${tensors.size} tensors, and its structure names ${used}`);
    const module = moduleFromDescription(described, { cells });
    requireModelFits(module, parameters);
    return { module, parameters, extra: Object(extra) as Model['extra'] };
  } catch (cause) {
    throw new ModelFileError(
      describe('decodeModel', 'model cannot be read', cause instanceof Error ? cause.message : String(cause), 'parts that fit together are expected'),
      { cause },
    );
  }
}

function mendFor(format: string, task: string): string {
  if (format === 'rekur.checkpoint') return 'decodeCheckpoint reads checkpoints';
  if (format === FORMAT && task !== TASK) return '@rekur/tasks reads models of text and series';
  return 'pass a file that encodeModel wrote';
}

function entryOf({ dtype, shape, data }: Tensor): TensorEntry {
  return tensorEntry(fileDTypes[dtype], shape, data as never);
}

function tensorAt(tensors: SafetensorsFile['tensors'], path: string): Tensor {
  const entry = tensors.get(path);
  if (!entry) throw new ModelFileError(`it has no tensor '${path}'`);
  if (!readable.includes(entry.dtype)) throw new ModelFileError(`'${path}' is ${entry.dtype}, and not one of ${readable.join(', ')}`);
  return fromData(tensorValues(entry) as TypedArray, entry.shape);
}

/** Names and shapes are those that the module's own `initialize` gives. */
function requireParametersOf(module: Module, parameters: Parameters): void {
  const expected = typesOf(module.initialize(randomKey(0)));
  const given = typesOf(parameters);
  const difference = [...expected.filter((type) => !given.includes(type)), ...given.filter((type) => !expected.includes(type))];
  if (difference.length === 0) return;
  throw new ModelFileError(
    describe(
      'encodeModel',
      'parameters are of another module',
      `they are ${given.join(', ') || 'none'}`,
      `${expected.join(', ') || 'none'} is expected`,
      'pass the parameters that this module was trained with',
    ),
  );
}

function typesOf(parameters: Tree): string[] {
  return flattenTree(parameters).map(({ path, value }) => `${path} ${formatShape(value.shape)}`);
}

/** Sizes of layers in descriptions; other numbers are options of cells. */
const sizeName = /(Size|layers|count|width)$/;

/** Every size of a layer is an axis of some weight, so that nothing is allocated by a size that a file only claims. */
function requireSizesWithin(module: unknown, tensors: SafetensorsFile['tensors']): void {
  let most = 0;
  for (const { shape } of tensors.values()) most += shape.reduce((product, size) => product * size, 1);
  JSON.stringify(module, (name, value: unknown) => {
    if (typeof value === 'number' && sizeName.test(name) && value > most) throw new ModelFileError(`${name} is ${value}, and there are ${most} weights`);
    return value;
  });
}
