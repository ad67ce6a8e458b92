import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Explanation } from '@rekur/wasm';
import { rekurHere as rekur } from '../test/cli.js';

let folder: string;
const before = process.cwd();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekur-explain-'));
  process.chdir(folder);
  writeFileSync('rhyme.txt', 'row, row, row your boat, gently down the stream.\n'.repeat(60));
  writeFileSync('words.csv', `word,first\n${Array.from({ length: 60 }, (_, index) => `${'ab'[index % 2]}xyz,${'AB'[index % 2]}\n`).join('')}`);
  for (const words of [
    ['train', 'rhyme.txt', '--steps', '4', '--hidden', '8', '--embedding', '4', '--batch', '2', '--time', '5', '--out', 'text.safetensors'],
    ['train', 'words.csv', '--label', 'first', '--epochs', '1', '--hidden', '8', '--batch', '4', '--out', 'labels.safetensors'],
    ['train', 'air-passengers', '--steps', '8', '--networks', '1', '--out', 'series.safetensors'],
  ]) {
    const { stderr, exitCode } = await rekur(...words, '--quiet');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  }
}, 60_000);

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

async function explained(...words: string[]): Promise<Explanation & { of: string }> {
  const { stdout, stderr, exitCode } = await rekur('explain', ...words, '--json');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return JSON.parse(stdout) as Explanation & { of: string };
}

/** Characters of the rhyme, and one for all others. */
const vocabulary = new Set('row, row, row your boat, gently down the stream.\n').size + 1;

describe('explain', () => {
  test('tells what is compiled for a forward pass on a batch of the size that the model was trained with', async () => {
    const { stdout, stderr, exitCode } = await rekur('explain', 'text.safetensors');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^The forward pass for inputs int32\[2, 5\]\nEngine: wasm, 128 bits \([^)]*\), separate arithmetic, 1 thread, products in tiles of \d × \d+\n/);
    expect(stdout).toMatch(/\n {2}hoist: matmul\(float32\[2, 4\], float32\[32, 4\]\) → float32\[2, 32\] needed no state of the loop of 5 steps/);
    expect(stdout).toMatch(/\n {2}t0: 5 steps; threads may divide its 2 rows\n/);
    expect(stdout).not.toContain('program(');
  });

  test('counts the products of a forward pass and of a training step', async () => {
    const [rows, gates] = [2 * 5, 4 * 8];
    const forward = await explained('text.safetensors');
    expect(forward).toMatchObject({ type: 'explanation', of: 'forward', work: { matmul: 2 * rows * (gates * (4 + 8) + 8 * vocabulary) } });
    const training = await explained('text.safetensors', '--training');
    expect(training).toMatchObject({ type: 'explanation', of: 'training', work: { matmul: 3 * forward.work.matmul } });
    // Parameters, two moments of each, and the carried state.
    expect(training.memory.residents).toBeGreaterThan(2.9 * forward.memory.residents);
    expect(training.memory.results).toBeLessThan(1000);
  });

  test.each([
    ['labels.safetensors', ['--batch', '3', '--time', '7'], 'The forward pass for inputs int32[3, 7]'],
    ['labels.safetensors', ['--batch', '3', '--time', '7', '--training'], 'A training step for inputs int32[3, 7]'],
    ['series.safetensors', ['--training', '--threads', '2'], 'A training step for inputs float32[128, 12, 2]'],
  ])('takes %s with %j', async (model, words, heading) => {
    const { stdout, stderr, exitCode } = await rekur('explain', model, ...words);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.split('\n')[0]).toBe(heading);
  });

  test('prints Programs with --program', async () => {
    const { stdout } = await rekur('explain', 'text.safetensors', '--program', '--batch', '1', '--time', '1');
    expect(stdout).toMatch(/\nProgram before the passes:\nprogram\([^]*\nProgram after the passes:\nprogram\([^]*\nNodes:\n *1 {2}/);
  });

  test.each([
    [['explain', 'text.safetensors', '--batch', '0'], 2, "rekur: option '--batch <n>' argument '0' is invalid. A whole number of at least 1 is expected.\n"],
    [['explain', 'gone.safetensors'], 1, 'rekur: explain: cannot read the model: "gone.safetensors" gives ENOENT, no such file or directory; a file written by rekur train is expected; check the path\n'],
  ])('%j fails and says why', async (words, code, message) => {
    const { stderr, exitCode } = await rekur(...words);
    expect({ exitCode, stderr: stderr.slice(0, message.length) }).toEqual({ exitCode: code, stderr: message });
  });
});
