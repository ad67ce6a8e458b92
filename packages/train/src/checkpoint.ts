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
  const read = (path: string): Tensor => {
    const entry = tensors.get(path);
    if (!entry) {
      throw new FitError(describe('decodeCheckpoint', 'tensor missing', `there is no '${path}'`, 'every tensor of the structure is expected'));
    }
    return tensor(tensorValues(entry) as Float32Array | Float64Array, { shape: entry.shape });
  };
  const json = (name: 'structure' | 'progress'): unknown => {
    try {
      return JSON.parse(metadata[name]);
    } catch (cause) {
      const given = `its ${name} is ${name in metadata ? 'no JSON' : 'missing'}`;
      throw new FitError(describe('decodeCheckpoint', 'checkpoint is damaged', given, 'what encodeCheckpoint wrote is expected'), { cause });
    }
  };
  const trees = fillStructure(json('structure'), read) as unknown as Omit<Checkpoint, 'progress' | 'identity' | 'extra'>;
  return {
    ...trees,
    progress: json('progress') as Progress,
    identity: metadata['identity'],
    extra: metadata['extra'],
  };
}
