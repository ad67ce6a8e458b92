import { readSafetensorsFile, writeSafetensorsFile } from '@rekur/safetensors/node';
import type { Checkpoint } from './checkpoint.js';
import { checkpointContent, checkpointFromFile } from './checkpoint.js';

/**
 * Writes a checkpoint so that the file is the old or the new one, whole, whenever the process dies.
 * @throws SafetensorsError naming the path and the system's reason.
 */
export async function saveCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  await writeSafetensorsFile(path, checkpointContent(checkpoint));
}

/** @throws SafetensorsError for a file that is missing or damaged, FitError for one that is no checkpoint. */
export async function loadCheckpoint(path: string): Promise<Checkpoint> {
  return checkpointFromFile(await readSafetensorsFile(path));
}

export { loadModel, saveModel } from './node/model.js';
