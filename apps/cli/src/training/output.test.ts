import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkpointPath, requireWritable } from './output.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekur-output-'));
  writeFileSync(join(folder, 'file'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('requireWritable', () => {
  test('accepts a folder that can be written, and leaves nothing in it', async () => {
    await requireWritable(join(folder, 'model.safetensors'));
    expect(readdirSync(folder)).toEqual(['file']);
  });

  const end = 'a file in a folder that exists and can be written is expected; choose another with --out; nothing has been trained';
  test.each([
    ['nowhere/model.safetensors', 'gives ENOENT, no such file or directory'],
    ['file/model.safetensors', 'gives ENOTDIR, not a directory'],
    ['', 'is a folder'],
  ])('refuses %s', async (path, reason) => {
    const full = join(folder, path);
    await expect(requireWritable(full)).rejects.toMatchObject({
      message: `train: cannot write the model: ${JSON.stringify(full)} ${reason}; ${end}`,
    });
  });
});

test('refuses a file without a name, which would be written nowhere', async () => {
  await expect(requireWritable('')).rejects.toThrow('train: cannot write the model: "" is no name; a file in a folder');
});

test('checkpoints lie beside the model', () => {
  expect(checkpointPath('a/novel.safetensors')).toBe('a/novel.checkpoint.safetensors');
  expect(checkpointPath('novel')).toBe('novel.checkpoint.safetensors');
});
