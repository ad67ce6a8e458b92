import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AnyExperiment, Json, Part } from '../experiment.js';
import { versionOf } from '../run.js';
import type { PartStore } from '../schedule.js';

/**
 * Keeps the results of parts as files in a folder, one for each: whole or not at all. What another version, other options or another experiment
 * left there is not taken.
 */
export function folderStore(folder: string, experiment: AnyExperiment, options: Readonly<Record<string, Json>>): PartStore {
  const identityOf = (part: Part): string => JSON.stringify({ experiment: experiment.name, version: versionOf(experiment), options, part });
  const pathOf = (part: Part): string => join(folder, `${fileName(part.key)}-${hash(identityOf(part))}.json`);
  return {
    async load(part) {
      const text = await readFile(pathOf(part), 'utf8').catch(ignoreMissing);
      if (text === undefined) return undefined;
      const { identity, result } = parseStored(text);
      return identity === identityOf(part) ? result : undefined;
    },
    save: (part, result) => writeWhole(pathOf(part), `${JSON.stringify({ identity: identityOf(part), result })}\n`),
  };
}

/** Writes a file whole or not at all, and its folder if it is missing. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** A file that is damaged is as good as none: its part runs again. */
function parseStored(text: string): { readonly identity?: unknown; readonly result?: Json } {
  try {
    const stored = JSON.parse(text) as unknown;
    return typeof stored === 'object' && stored !== null ? stored : {};
  } catch {
    return {};
  }
}

/** `lstm/lag 1000/seed 3` → `lstm-lag-1000-seed-3`, at most 60 characters. */
function fileName(key: string): string {
  return key.replaceAll(/[^A-Za-z0-9.]+/g, '-').slice(0, 60);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
