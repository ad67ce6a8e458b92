import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readSafetensorsBlob, writeSafetensorsBlob } from '../browser.js';
import { fileOf, rejectionOf } from '../fixtures/build.js';
import { readSafetensors, tensorEntry, writeSafetensors } from '../index.js';

const content = {
  tensors: { w: tensorEntry('F32', [2], Float32Array.of(1.5, -2)), b: tensorEntry('U8', [1], Uint8Array.of(7)) },
  metadata: { epoch: '3' },
};

describe('readSafetensorsBlob', () => {
  test('reads what readSafetensors reads, from a PyTorch-made file', async () => {
    const bytes = await readFile(new URL('../fixtures/sgd.safetensors', import.meta.url));
    expect(await readSafetensorsBlob(new Blob([bytes]))).toEqual(readSafetensors(bytes));
  });

  test('takes no memory for tensors before the header has been checked', async () => {
    const bytes = writeSafetensors(content).slice(0, -1);
    const slices: [number?, number?][] = [];
    const blob = new Blob([bytes]);
    const slice = blob.slice.bind(blob);
    blob.slice = (begin, end) => {
      slices.push([begin, end]);
      return slice(begin, end);
    };
    expect((await rejectionOf(readSafetensorsBlob(blob))).code).toBe('MetadataIncompleteBuffer');
    expect(slices.map(([begin]) => begin)).toEqual([0, 8]);
  });

  test('refuses a Blob that is too short, or whose header claims more than it has', async () => {
    expect(await rejectionOf(readSafetensorsBlob(new Blob(['short'])))).toEqual({
      code: 'HeaderTooSmall',
      message:
        'readSafetensorsBlob: header too small: the Blob has 5 bytes; expected at least 8, the length of the header; check that the file was copied whole',
    });
    const cut = fileOf('{}').slice(0, 9);
    expect((await rejectionOf(readSafetensorsBlob(new Blob([cut])))).code).toBe('InvalidHeaderLength');
  });

  test('says why the browser could not read', async () => {
    const gone = new Blob([writeSafetensors(content) as Uint8Array<ArrayBuffer>]);
    gone.slice = () => {
      const part = new Blob();
      part.arrayBuffer = () => Promise.reject(new DOMException('The file could not be found.', 'NotFoundError'));
      return part;
    };
    expect(await rejectionOf(readSafetensorsBlob(gone))).toEqual({
      code: 'IoError',
      message:
        'readSafetensorsBlob: cannot read the Blob: bytes 0 to 8 give NotFoundError, The file could not be found.; expected a Blob that can be read; choose the file again if it changed on disk',
    });
  });

  test('refuses what is no Blob', async () => {
    expect(await rejectionOf(readSafetensorsBlob(new Uint8Array(8) as unknown as Blob))).toEqual({
      code: 'InvalidArgument',
      message: 'readSafetensorsBlob: not a Blob: the input is of type Uint8Array; expected a Blob or a File; readSafetensors takes bytes',
    });
  });
});

describe('writeSafetensorsBlob', () => {
  test('makes the bytes that writeSafetensors makes', async () => {
    const blob = writeSafetensorsBlob(content);
    expect(blob.type).toBe('application/octet-stream');
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(writeSafetensors(content));
  });

  test('takes tensors in shared memory', async () => {
    const shared = new Float32Array(new SharedArrayBuffer(8));
    shared.set([3, 4]);
    const blob = writeSafetensorsBlob({ tensors: { w: tensorEntry('F32', [2], shared) } });
    const { tensors } = await readSafetensorsBlob(blob);
    expect([...tensors.get('w')!.bytes]).toEqual([0, 0, 64, 64, 0, 0, 128, 64]);
  });

  test('refuses what writeSafetensors refuses, under its own name', () => {
    expect(() => writeSafetensorsBlob({ tensors: { __metadata__: content.tensors.b } })).toThrow(
      'writeSafetensorsBlob: reserved name: a tensor is named "__metadata__"; expected any other name, as the format keeps this one for metadata; rename the tensor',
    );
  });
});
