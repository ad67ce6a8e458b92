import { randomUUID } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getSystemErrorMap } from 'node:util';
import type { SafetensorsContent, SafetensorsFile, TensorEntry } from './entry.js';
import { failure, SafetensorsError, type Source } from './error.js';
import { entryOf, prefixLength, readHeader, readHeaderLength } from './read.js';
import { encode } from './write.js';

/**
 * Reads a file, every tensor straight into memory of its own; the header is checked before that memory is taken.
 * @throws SafetensorsError `IoError` with the path and the system's reason; else as `readSafetensors`, naming the path
 */
export async function readSafetensorsFile(path: string | URL): Promise<SafetensorsFile> {
  const source: Source = { operation: 'readSafetensorsFile', subject: shown(path) };
  try {
    const handle = await open(path, 'r');
    try {
      return await readFrom(handle, source);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw ioError(cause, {
      operation: source.operation,
      wrong: 'cannot read the file',
      path,
      expected: 'expected a file that can be read',
      mend: 'check the path and its permissions',
    });
  }
}

/**
 * Writes a file, whole or not at all: into a new file beside `path`, flushed to the disk, then renamed over `path`.
 * Where anything fails, `path` stays as it was and the new file is removed.
 * @throws SafetensorsError `IoError` with the path and the system's reason; else as `writeSafetensors`
 */
export async function writeSafetensorsFile(path: string | URL, content: SafetensorsContent): Promise<void> {
  const operation = 'writeSafetensorsFile';
  const pieces = encode(content, operation);
  try {
    const target = path instanceof URL ? fileURLToPath(path) : path;
    const folder = dirname(target);
    const temporary = join(folder, `.${randomUUID()}.safetensors.tmp`);
    try {
      await writePieces(temporary, pieces);
      await rename(temporary, target);
    } catch (cause) {
      await rm(temporary, { force: true }).catch(ignore);
      throw cause;
    }
    await flushFolder(folder);
  } catch (cause) {
    throw ioError(cause, {
      operation,
      wrong: 'cannot write the file',
      path,
      expected: 'expected a folder that exists, can be written and has room',
      mend: 'mend that or choose another path; nothing was changed at this one',
    });
  }
}

async function readFrom(handle: FileHandle, source: Source): Promise<SafetensorsFile> {
  const { size } = await handle.stat();
  const prefix = await readBytes(handle, 0, Math.min(prefixLength, size), source);
  const length = readHeaderLength(prefix, size, source);
  const dataStart = prefixLength + length;
  const header = readHeader(await readBytes(handle, prefixLength, length, source), size - dataStart, source);
  const tensors = new Map<string, TensorEntry>();
  for (const slot of header.slots) {
    const bytes = await readBytes(handle, dataStart + slot.begin, slot.end - slot.begin, source);
    tensors.set(slot.name, entryOf(slot, bytes));
  }
  return { tensors, metadata: header.metadata };
}

/** Bytes asked for at once: systems refuse reads of 2 GiB and more. */
const longestRead = 2 ** 30;

async function readBytes(handle: FileHandle, position: number, length: number, source: Source): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(bytes, done, Math.min(longestRead, length - done), position + done);
    if (bytesRead === 0) {
      throw failure('IoError', {
        operation: source.operation,
        wrong: 'cannot read the file',
        given: `${source.subject} ended at byte ${position + done}`,
        expected: `expected ${length - done} bytes more`,
        mend: 'read it when nothing else writes it',
      });
    }
    done += bytesRead;
  }
  return bytes;
}

async function writePieces(path: string, pieces: readonly Uint8Array[]): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    for (const piece of pieces) await handle.writeFile(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the rename last through a power cut. The file is in place already, and not every system allows this. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows cannot open a folder.
  }
}

interface Refusal {
  readonly operation: string;
  readonly wrong: string;
  readonly path: string | URL;
  readonly expected: string;
  readonly mend: string;
}

/** The system's refusal in this package's form; its own errors pass as they are. */
function ioError(cause: unknown, { operation, wrong, path, expected, mend }: Refusal): unknown {
  if (cause instanceof SafetensorsError) return cause;
  const given = `${shown(path)} gives ${reason(cause)}`;
  return failure('IoError', { operation, wrong, given, expected, mend, cause });
}

/** `ENOENT, no such file or directory` */
function reason(cause: unknown): string {
  const { errno, message } = cause as NodeJS.ErrnoException;
  const known = errno === undefined ? undefined : getSystemErrorMap().get(errno);
  return known ? known.join(', ') : message;
}

function shown(path: string | URL): string {
  return JSON.stringify(path instanceof URL ? path.href : String(path));
}

function ignore(): void {}
