import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { engineFor } from '@rekur/train';
import { enableWideSimd } from '@rekur/wasm/node';
import { rekurHere as rekur } from '../../test/cli.js';
import { UsageError } from '../errors.js';
import { chosenEngine, threadsOfCores } from './engine.js';

describe('the engine is chosen', () => {
  test('by name, else the default', () => {
    expect(chosenEngine('train', {}, {}).name).toBe(engineFor().name);
    expect(chosenEngine('train', { engine: 'interpreter' }, {}).name).toBe(engineFor('interpreter').name);
    expect(chosenEngine('train', { engine: 'wasm' }, {}).name).toBe(engineFor('wasm').name);
  });

  test('with the width, arithmetic and threads of the environment, and threads of the flag first', () => {
    const environment = { REKUR_WIDTH: '128', REKUR_ARITHMETIC: 'separate', REKUR_THREADS: '1' };
    const { name } = engineFor('wasm', { width: 128, arithmetic: 'separate', threads: 1 });
    expect(chosenEngine('train', { engine: 'wasm' }, environment).name).toBe(name);
    expect(chosenEngine('train', { engine: 'wasm', threads: 1 }, { ...environment, REKUR_THREADS: '2' }).name).toBe(name);
    expect(chosenEngine('train', { engine: 'wasm' }, { REKUR_WIDTH: '', REKUR_ARITHMETIC: '', REKUR_THREADS: '' }).name).toBe(engineFor('wasm').name);
  });

  test.each([
    [{}, { REKUR_WIDTH: '512' }, 'wrong value of REKUR_WIDTH: "512"; 128 or 256 is expected'],
    [{}, { REKUR_ARITHMETIC: 'fast' }, 'wrong value of REKUR_ARITHMETIC: "fast"; separate or fused is expected'],
    [{}, { REKUR_THREADS: 'all' }, 'wrong value of REKUR_THREADS: "all"; a whole number from 1 to 64 is expected'],
    [{ engine: 'wasm' as const }, { REKUR_THREADS: '0' }, 'wrong value of REKUR_THREADS: "0"; a whole number from 1 to 64 is expected'],
    [{ engine: 'wasm' as const, threads: 0 }, {}, 'wrong value of --threads: 0; a whole number from 1 to 64 is expected'],
    [{ engine: 'wasm' as const, threads: 65 }, {}, 'wrong value of --threads: 65; a whole number from 1 to 64 is expected'],
    [
      { engine: 'interpreter' as const, threads: 2 },
      {},
      'no threads: --threads is given for the engine interpreter; threads are for the engine wasm; add --engine wasm, or leave it out',
    ],
  ])('and refused for %j in %j', (flags, environment, message) => {
    expect(() => chosenEngine('train', flags, environment)).toThrow(new UsageError(`train: ${message}`));
  });
});

test('256 bits are taken where V8 has them, and refused with the reason where not', () => {
  const { enabled, reason } = enableWideSimd();
  const narrow = chosenEngine('train', { engine: 'wasm' }, { REKUR_WIDTH: '128' });
  expect(narrow.name).toContain('128 bits');
  expect(chosenEngine('train', { engine: 'wasm' }, {}).name).toContain(enabled ? '256 bits' : '128 bits');
  const asked = (): string => chosenEngine('train', { engine: 'wasm' }, { REKUR_WIDTH: '256' }).name;
  if (enabled) expect(asked()).toContain('256 bits');
  else expect(asked).toThrow(new UsageError(`train: wrong value of REKUR_WIDTH: "256"; 128 is expected here: ${reason}`));
});

describe('rekur', () => {
  let folder: string;
  const before = process.cwd();
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekur-engine-'));
    process.chdir(folder);
    writeFileSync('rhyme.txt', 'row, row, row your boat, gently down the stream.\n'.repeat(60));
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });
  const train = ['train', 'rhyme.txt', '--steps', '2', '--hidden', '4'];

  test('trains, writes and tells the engine, on the one that --engine names', async () => {
    const { stderr, exitCode } = await rekur(...train, '--engine', 'interpreter');
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`\n  engine: ${engineFor('interpreter').name}\n`);
    const { stdout } = await rekur('inspect', 'rhyme.safetensors');
    expect(stdout).toContain(engineFor('interpreter').name);
    const written = async (...words: string[]): Promise<string> => (await rekur('generate', 'rhyme.safetensors', '--length', '5', ...words)).stdout;
    expect(await written('--engine', 'wasm', '--threads', '1')).toBe(await written('--engine', 'interpreter'));
  });

  test('tells with --debug what is compiled, on standard error, even if it is quiet', async () => {
    const { stderr, stdout, exitCode } = await rekur(...train, '--quiet', '--debug', '--json');
    expect(exitCode).toBe(0);
    const said = stderr.trimEnd().split('\n');
    expect(said[0]).toBe(`train: the engine is ${engineFor('wasm', { threads: threadsOfCores() }).name}`);
    expect(said[1]).toMatch(/^fit: compiled a training step for inputs int32\[16, 64\], targets int32\[16, 64\], reset bool\[16\]: \d+ equations, \d+ ms$/);
    expect(stdout.split('\n').filter((line) => line !== '').every((line) => line.startsWith('{'))).toBe(true);
    expect((await rekur('generate', 'rhyme.safetensors', '--length', '1', '--debug')).stderr).toMatch(/generate: compiled a step of one character for id int32\[1, 1\]: /);
  });

  test('refuses words that are no engine, in flags and files, and what the environment says wrongly', async () => {
    const flag = await rekur(...train, '--engine', 'gpu');
    expect(flag).toMatchObject({ exitCode: 2, stdout: '' });
    expect(flag.stderr).toContain("rekur: option '--engine <name>' argument 'gpu' is invalid. Allowed choices are wasm, interpreter.\n");
    expect((await rekur('forecast', 'a.safetensors', '--engine', 'gpu')).stderr).toContain("argument 'gpu' is invalid. Allowed choices are wasm, interpreter.\n");
    writeFileSync('rekur.json', JSON.stringify({ source: 'rhyme.txt', engine: 'gpu' }));
    expect(await rekur('train', '--config', 'rekur.json')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'rekur: train: wrong value in the configuration: "engine" in "rekur.json" is "gpu"; one of wasm, interpreter is expected\n',
    });
    vi.stubEnv('REKUR_WIDTH', '64');
    for (const words of [train, ['generate', 'rhyme.safetensors'], ['demo']]) {
      const message = `rekur: ${words[0]}: wrong value of REKUR_WIDTH: "64"; 128 or 256 is expected\n`;
      expect(await rekur(...words)).toEqual({ exitCode: 2, stdout: '', stderr: message });
    }
  });

  test.each(['train', 'generate', 'forecast', 'classify', 'demo'])('%s --help tells of it', async (command) => {
    const { stdout } = await rekur(command, '--help');
    expect(stdout).toContain('--engine <name>');
    expect(stdout).toContain('--threads <n>');
    expect(stdout).toContain('REKUR_ARITHMETIC (separate, fused)');
  });
});
