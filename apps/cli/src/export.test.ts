import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeModelFile, textModelFromFile } from '@rekur/tasks';
import { moduleFromDescription } from '@rekur/rnn';
import { tensor } from '@rekur/tensor';
import { loadStandalone } from '@rekur/wasm/standalone';
import { rekurHere as rekur } from '../test/cli.js';

let folder: string;
const before = process.cwd();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekur-export-'));
  process.chdir(folder);
  writeFileSync('rhyme.txt', 'row, row, row your boat, gently down the stream.\n'.repeat(60));
  const { stderr, exitCode } = await rekur('train', 'rhyme.txt', '--steps', '4', '--hidden', '8', '--embedding', '4', '--batch', '2', '--time', '5', '--out', 'text.safetensors', '--quiet');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

describe('export', () => {
  test('writes a stream that gives the bits of the model, one character at a time', async () => {
    const { stdout, stderr, exitCode } = await rekur('export', 'text.safetensors', '--stream');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^text\.wasm: [\d.]+ .?B, input int32\[1, 1\], a stream: its state stays from run to run\n$/);
    const standalone = await loadStandalone(new Uint8Array(readFileSync('text.wasm')));
    const model = textModelFromFile(decodeModelFile(readFileSync('text.safetensors')));
    expect(standalone.extra).toEqual({ task: 'text', tokenizer: JSON.parse(JSON.stringify(model.tokenizer)) as unknown });
    const ids = Int32Array.of(3, 1, 4, 1, 5);
    const expected = moduleFromDescription(model.module).apply(model.parameters, tensor(ids, { shape: [1, 5] })).output.data;
    expect(Array.from(ids).flatMap((id) => Array.from(standalone.run({ input: [id] })['output']))).toEqual(Array.from(expected));
  });

  test('writes whole sequences of a length that is asked for', async () => {
    const { stdout } = await rekur('export', 'text.safetensors', '--batch', '2', '--time', '3', '--out', 'whole.wasm', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ type: 'export', file: 'whole.wasm', input: { shape: [2, 3], dtype: 'int32' }, stream: false });
    const { outputs } = await loadStandalone(new Uint8Array(readFileSync('whole.wasm')));
    expect(outputs.map(({ shape }) => shape.slice(0, 2))).toEqual([[2, 3]]);
  });

  test('says what it cannot write', async () => {
    const { stderr, exitCode } = await rekur('export', 'text.safetensors', '--out', 'missing/text.wasm');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^rekur: export: cannot write: "missing\/text\.wasm" gives [^;]+; a file that can be written is expected; check the path\n$/);
  });
});
