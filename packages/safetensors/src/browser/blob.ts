import type { SafetensorsContent, SafetensorsFile, TensorEntry } from '../entry.js';
import { failure, kindOf, type Source } from '../error.js';
import { entryOf, prefixLength, readHeader, readHeaderLength } from '../read.js';
import { encode } from '../write.js';

/**
 * Reads a Blob: a file that was picked or dropped, the body of a response, what {@link writeSafetensorsBlob} made. The header is
 * checked before memory is taken for tensors, and each tensor is read into memory of its own, so the Blob may lie on disk and be
 * larger than the largest array.
 * @throws SafetensorsError `IoError` where the browser cannot read it (a file that changed or went away since it was picked),
 * `InvalidArgument` for what is no Blob; else as `readSafetensors`
 */
export async function readSafetensorsBlob(blob: Blob): Promise<SafetensorsFile> {
  const source: Source = { operation: 'readSafetensorsBlob', subject: 'the Blob' };
  requireBlob(blob, source);
  const prefix = await readBytes(blob, 0, Math.min(prefixLength, blob.size), source);
  const dataStart = prefixLength + readHeaderLength(prefix, blob.size, source);
  const header = readHeader(await readBytes(blob, prefixLength, dataStart, source), blob.size - dataStart, source);
  const tensors = new Map<string, TensorEntry>();
  for (const slot of header.slots) {
    tensors.set(slot.name, entryOf(slot, await readBytes(blob, dataStart + slot.begin, dataStart + slot.end, source)));
  }
  return { tensors, metadata: header.metadata };
}

/**
 * A file as a Blob, to download (`URL.createObjectURL`), to send or to store. No copy of the whole file is made in JavaScript's
 * memory.
 * @throws SafetensorsError as `writeSafetensors`
 */
export function writeSafetensorsBlob(content: SafetensorsContent): Blob {
  const pieces = encode(content, 'writeSafetensorsBlob');
  return new Blob(pieces.map(unshared), { type: 'application/octet-stream' });
}

async function readBytes(blob: Blob, begin: number, end: number, source: Source): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.slice(begin, end).arrayBuffer());
  } catch (cause) {
    throw failure('IoError', {
      operation: source.operation,
      wrong: 'cannot read the Blob',
      given: `bytes ${begin} to ${end} give ${cause instanceof Error ? `${cause.name}, ${cause.message}` : String(cause)}`,
      expected: 'expected a Blob that can be read',
      mend: 'choose the file again if it changed on disk',
      cause,
    });
  }
}

/** Blobs take no memory that another thread may change: such a piece is copied. */
function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}

function requireBlob(blob: unknown, { operation }: Source): void {
  const kind = kindOf(blob);
  if (kind === 'Blob' || kind === 'File') return;
  throw failure('InvalidArgument', {
    operation,
    wrong: 'not a Blob',
    given: `the input is of type ${kind}`,
    expected: 'expected a Blob or a File',
    mend: 'readSafetensors takes bytes',
  });
}
