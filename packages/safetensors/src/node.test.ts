import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileOf, rejectionOf } from './fixtures/build.js';
import { readSafetensors, tensorEntry, tensorValues, writeSafetensors, type TensorEntry } from './index.js';
import { readSafetensorsFile, writeSafetensorsFile } from './node.js';

const content = {
  tensors: { w: tensorEntry('F32', [2], Float32Array.of(1.5, -2)), b: tensorEntry('U8', [1], Uint8Array.of(7)) },
  metadata: { epoch: '3' },
};

/** Tests write messages with the folder of the test as FOLDER. */
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rekur-safetensors-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function refused(promise: Promise<unknown>) {
  const { code, message } = await rejectionOf(promise);
  return { code, message: message.replaceAll(folder, 'FOLDER') };
}

describe('readSafetensorsFile', () => {
  test('reads what readSafetensors reads, from a PyTorch-made file', async () => {
    const path = new URL('./fixtures/sgd.safetensors', import.meta.url);
    const file = await readSafetensorsFile(path);
    expect(file).toEqual(readSafetensors(await readFile(path)));
    expect([...file.tensors].map(([name, { dtype, shape }]) => `${name}: ${dtype} [${shape.join(',')}]`)).toEqual([
      'x: F64 [16,4]',
      'target: I64 [16]',
      'w0: F64 [4,3]',
      'b0: F64 [3]',
      'losses: F64 [25]',
      'w: F64 [4,3]',
      'b: F64 [3]',
    ]);
    expect(JSON.parse(file.metadata['case'])).toMatchObject({ optimizer: 'SGD', options: { lr: 0.1 }, steps: 25 });
    const losses = tensorValues(file.tensors.get('losses')!) as Float64Array;
    expect(losses.length).toBe(25);
    expect(losses[24]).toBeLessThan(losses[0]);
    expect([...(tensorValues(file.tensors.get('target')!) as BigInt64Array)].every((c) => c >= 0n && c < 3n)).toBe(true);
  });

  test('names a file that is not there', async () => {
    expect(await refused(readSafetensorsFile(join(folder, 'missing.safetensors')))).toEqual({
      code: 'IoError',
      message:
        'readSafetensorsFile: cannot read the file: "FOLDER/missing.safetensors" gives ENOENT, no such file or directory; expected a file that can be read; check the path and its permissions',
    });
  });

  test('names a folder', async () => {
    expect(await refused(readSafetensorsFile(folder))).toEqual({
      code: 'IoError',
      message:
        'readSafetensorsFile: cannot read the file: "FOLDER" gives EISDIR, illegal operation on a directory; expected a file that can be read; check the path and its permissions',
    });
  });

  test('names a file that breaks the rules, and the rule', async () => {
    const path = join(folder, 'short.safetensors');
    await writeFile(path, fileOf('{"w":["F32",[2],[0,8]]}', 7));
    expect(await refused(readSafetensorsFile(path))).toEqual({
      code: 'MetadataIncompleteBuffer',
      message:
        'readSafetensorsFile: incomplete metadata, file not fully covered: tensors take 8 bytes, "FOLDER/short.safetensors" has 7 after the header; expected the two to be equal; check that the file was copied whole',
    });
    await writeFile(path, '');
    expect(await refused(readSafetensorsFile(path))).toEqual({
      code: 'HeaderTooSmall',
      message:
        'readSafetensorsFile: header too small: "FOLDER/short.safetensors" has 0 bytes; expected at least 8, the length of the header; check that the file was copied whole',
    });
  });

  test('passes on the reason of a path that no system has', async () => {
    const { code, message } = await refused(readSafetensorsFile('a\0b'));
    expect(code).toBe('IoError');
    expect(message).toMatch(/^readSafetensorsFile: cannot read the file: "a\\u0000b" gives .*null bytes.*; expected a file/);
  });
});

describe('writeSafetensorsFile', () => {
  test('writes what writeSafetensors returns, by path and by URL, and leaves nothing else', async () => {
    const path = join(folder, 'model.safetensors');
    for (const target of [path, pathToFileURL(path)]) {
      await writeFile(path, 'old');
      await writeSafetensorsFile(target, content);
      expect(new Uint8Array(await readFile(path))).toEqual(writeSafetensors(content));
    }
    expect(await readdir(folder)).toEqual(['model.safetensors']);
    expect((await readSafetensorsFile(path)).metadata['epoch']).toBe('3');
  });

  test('names a folder that is not there', async () => {
    expect(await refused(writeSafetensorsFile(join(folder, 'no', 'model.safetensors'), content))).toEqual({
      code: 'IoError',
      message:
        'writeSafetensorsFile: cannot write the file: "FOLDER/no/model.safetensors" gives ENOENT, no such file or directory; expected a folder that exists, can be written and has room; mend that or choose another path; nothing was changed at this one',
    });
  });

  test('names a folder that is a file', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await refused(writeSafetensorsFile(join(folder, 'file', 'model.safetensors'), content))).toEqual({
      code: 'IoError',
      message:
        'writeSafetensorsFile: cannot write the file: "FOLDER/file/model.safetensors" gives ENOTDIR, not a directory; expected a folder that exists, can be written and has room; mend that or choose another path; nothing was changed at this one',
    });
  });

  test.skipIf(process.platform === 'win32')('names a folder that cannot be written', async () => {
    const nobody = 65534;
    const isSuperuser = process.geteuid?.() === 0;
    await chmod(folder, 0o500);
    // The superuser may write everywhere, so it becomes somebody else for a moment.
    if (isSuperuser) process.seteuid?.(nobody);
    const refusal = await refused(writeSafetensorsFile(join(folder, 'model.safetensors'), content)).finally(() => {
      if (isSuperuser) process.seteuid?.(0);
    });
    await chmod(folder, 0o700);
    expect(refusal).toEqual({
      code: 'IoError',
      message:
        'writeSafetensorsFile: cannot write the file: "FOLDER/model.safetensors" gives EACCES, permission denied; expected a folder that exists, can be written and has room; mend that or choose another path; nothing was changed at this one',
    });
  });

  test('leaves the target and the folder as they were where the rename fails', async () => {
    await mkdir(join(folder, 'model.safetensors'));
    expect(await refused(writeSafetensorsFile(join(folder, 'model.safetensors'), content))).toEqual({
      code: 'IoError',
      message:
        'writeSafetensorsFile: cannot write the file: "FOLDER/model.safetensors" gives EISDIR, illegal operation on a directory; expected a folder that exists, can be written and has room; mend that or choose another path; nothing was changed at this one',
    });
    expect(await readdir(folder)).toEqual(['model.safetensors']);
  });

  test('refuses content that no file can hold before it touches the disk', async () => {
    const path = join(folder, 'model.safetensors');
    const w: TensorEntry = { dtype: 'F32', shape: [3], bytes: new Uint8Array(8) };
    expect(await refused(writeSafetensorsFile(path, { tensors: { w } }))).toEqual({
      code: 'TensorInvalidInfo',
      message:
        'writeSafetensorsFile: shape and data type do not fit the bytes: tensor "w" is F32 [3], 12 bytes, and has 8; expected the two to be equal; correct the shape or pass all bytes',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('refuses a URL that is no file', async () => {
    const { code, message } = await refused(writeSafetensorsFile(new URL('https://example.org/w'), content));
    expect(code).toBe('IoError');
    expect(message).toMatch(/^writeSafetensorsFile: cannot write the file: "https:\/\/example.org\/w" gives .*file.*; expected/);
  });

  test('lets two writers of one path finish, one after the other', async () => {
    const path = join(folder, 'model.safetensors');
    await Promise.all(Array.from({ length: 8 }, () => writeSafetensorsFile(path, content)));
    expect(new Uint8Array(await readFile(path))).toEqual(writeSafetensors(content));
    expect(await readdir(folder)).toEqual(['model.safetensors']);
  });
});
