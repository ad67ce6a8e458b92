import { randomUUID } from 'node:crypto';
import { rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe } from '@rekur/tensor';
import { CliError, systemReason } from '../errors.js';

/**
 * Makes sure, before anything is trained, that a file can be written at `path`: by writing one beside it and removing it.
 * @throws CliError if it cannot.
 */
export async function requireWritable(path: string): Promise<void> {
  if (path === '') throw cannotWrite(path, 'is no name');
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw cannotWrite(path, 'is a folder');
  const probe = join(dirname(path), `.rekur-${randomUUID()}.tmp`);
  try {
    await writeFile(probe, '');
    await rm(probe);
  } catch (cause) {
    throw cannotWrite(path, `gives ${systemReason(cause)}`, cause);
  }
}

function cannotWrite(path: string, reason: string, cause?: unknown): CliError {
  return new CliError(
    describe(
      'train',
      'cannot write the model',
      `${JSON.stringify(path)} ${reason}`,
      'a file in a folder that exists and can be written is expected',
      'choose another with --out; nothing has been trained',
    ),
    { cause },
  );
}

/** Where the checkpoints of a training go: `novel.safetensors` → `novel.checkpoint.safetensors`. */
export function checkpointPath(out: string): string {
  return `${out.replace(/\.safetensors$/, '')}.checkpoint.safetensors`;
}

/** Where the report of a training goes: `novel.safetensors` → `novel.report.html`. */
export function reportPath(out: string): string {
  return `${out.replace(/\.safetensors$/, '')}.report.html`;
}
