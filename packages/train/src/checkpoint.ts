import type { Module, Parameters, State } from '@rekur/rnn';
import type { SafetensorsContent, SafetensorsFile } from '@rekur/safetensors';
import { readSafetensors, tensorEntry, tensorValues, writeSafetensors } from '@rekur/safetensors';
import type { Tensor, Tree } from '@rekur/tensor';
import { describe, flattenTree, tensor } from '@rekur/tensor';
import { FitError } from './error.js';
import type { Optimizer, OptimizerState } from './optimizers/optimizer.js';
import type { ScheduleMemory } from './schedules/schedule.js';
import { fillStructure, structureOf } from './structure.js';

/** Where training stands, apart from tensors. */
export interface Progress {
  /** Steps done. */
  readonly step: number;
  readonly epoch: number;
  /** Batches of this epoch done. */
  readonly batchInEpoch: number;
  /** Loss of this epoch so far: Σ loss·targets and Σ targets. */
  readonly epochLossSum: number;
  readonly epochTargets: number;
  /** Lowest validation loss so far and its step; null before the first validation. */
  readonly bestLoss: number | null;
  readonly bestStep: number | null;
  /** Validations since the best one. */
  readonly staleValidations: number;
  /** What the learning rate's schedule remembers of the validations; absent for one that follows none, and before the first. */
  readonly schedule?: ScheduleMemory;
}

/** Everything needed to go on as if training had never stopped. */
export interface Checkpoint {
  readonly progress: Progress;
  readonly parameters: Parameters;
  readonly optimizer: OptimizerState;
  readonly carried: State;
  /** Parameters of the lowest validation loss; the current ones before the first validation. */
  readonly best: Parameters;
  /** What training must be the same for resuming to make sense: architecture, optimiser, seed. */
  readonly identity: string;
  /** Whatever the caller wants to find again: a tokeniser, options. */
  readonly extra: string;
}

const FORMAT = 'rekur.checkpoint';
const VERSION = '1';

/** Architecture, optimiser with its options, and seed, as text that resuming compares. */
export function identityOf(module: Module, optimizer: Optimizer, seed: number): string {
  return JSON.stringify({ module: module.description, optimizer: optimizer.name, options: optimizer.options, seed });
}

/** A checkpoint as the bytes of one safetensors file. */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  return writeSafetensors(checkpointContent(checkpoint));
}

/** A checkpoint as the content of a safetensors file. */
export function checkpointContent(checkpoint: Checkpoint): SafetensorsContent {
  const { parameters, optimizer, carried, best, progress, identity, extra } = checkpoint;
  const trees: Tree = { parameters, optimizer, carried, best };
  const tensors = new Map(flattenTree(trees).map(({ path, value }) => [path, tensorEntry(value.dtype === 'float64' ? 'F64' : 'F32', value.shape, value.data as Float32Array)]));
  const structure = JSON.stringify(structureOf(trees));
  return {
    tensors,
    metadata: { format: FORMAT, version: VERSION, progress: JSON.stringify(progress), identity, extra, structure },
  };
}

/**
 * Reads what {@link encodeCheckpoint} wrote.
 * @throws FitError for a file that is no checkpoint, SafetensorsError for one that is damaged.
 */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  return checkpointFromFile(readSafetensors(bytes));
}

/** @throws FitError for a safetensors file that is no checkpoint. */
export function checkpointFromFile({ tensors, metadata }: SafetensorsFile): Checkpoint {
  if (metadata['format'] !== FORMAT || metadata['version'] !== VERSION) {
    throw new FitError(
      describe(
        'decodeCheckpoint',
        'not a checkpoint',
        `format '${metadata['format'] ?? 'none'}' version '${metadata['version'] ?? 'none'}'`,
        `format '${FORMAT}' version '${VERSION}' is expected`,
      ),
    );
  }
  const json = (name: 'structure' | 'progress'): unknown => {
    try {
      return JSON.parse(metadata[name]);
    } catch (cause) {
      throw damaged(`its ${name} is ${name in metadata ? 'no JSON' : 'missing'}`, cause);
    }
  };
  const trees = treesOf(json('structure'), tensors);
  const progress = json('progress');
  if (!isProgress(progress)) throw damaged(`its progress is ${JSON.stringify(progress)}`);
  const { identity, extra } = metadata;
  if (identity === undefined || extra === undefined) throw damaged(`its ${identity === undefined ? 'identity' : 'extra'} is missing`);
  return { ...trees, progress, identity, extra };
}

type Trees = Pick<Checkpoint, 'parameters' | 'optimizer' | 'carried' | 'best'>;

function treesOf(structure: unknown, tensors: SafetensorsFile['tensors']): Trees {
  for (const part of ['parameters', 'optimizer', 'carried', 'best']) {
    const tree = Object.hasOwn(Object(structure) as object, part) ? (structure as Record<string, unknown>)[part] : undefined;
    if (typeof tree !== 'object' || tree === null) throw damaged(`its ${part} part is ${JSON.stringify(tree) ?? 'missing'}`);
  }
  try {
    return fillStructure(structure, (path) => tensorAt(tensors, path)) as unknown as Trees;
  } catch (cause) {
    throw cause instanceof FitError ? cause : damaged(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function tensorAt(tensors: SafetensorsFile['tensors'], path: string): Tensor {
  const entry = tensors.get(path);
  if (!entry) {
    throw new FitError(describe('decodeCheckpoint', 'tensor missing', `there is no '${path}'`, 'every tensor of the structure is expected'));
  }
  const values = tensorValues(entry);
  if (values instanceof Float32Array || values instanceof Float64Array) return tensor(values, { shape: entry.shape });
  throw damaged(`'${path}' is ${entry.dtype}`);
}

function isProgress(value: unknown): value is Progress {
  const { step, epoch, batchInEpoch, epochLossSum, epochTargets, staleValidations, bestLoss, bestStep } = Object(value) as Record<keyof Progress, unknown>;
  const counts = [step, epoch, batchInEpoch, staleValidations];
  return (
    counts.every((count) => Number.isSafeInteger(count) && Number(count) >= 0) &&
    [epochLossSum, epochTargets].every((sum) => typeof sum === 'number') &&
    [bestLoss, bestStep].every((best) => best === null || typeof best === 'number')
  );
}

function damaged(given: string, cause?: unknown): FitError {
  return new FitError(describe('decodeCheckpoint', 'checkpoint is damaged', given, 'what encodeCheckpoint wrote is expected'), { cause });
}
