import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appearance, main, rekur, start } from './cli.js';

let folder: string;
const at = (name: string): string => join(folder, name);
const bytesOf = (name: string): string => readFileSync(at(name)).toString('base64');

/** Small enough for a second, with checkpoints every few steps. */
const text = ['train', 'rhyme.txt', '--steps', '60', '--hidden', '16'];
const series = ['train', 'wave.csv', '--steps', '24', '--networks', '1'];
const labels = ['train', 'words.csv', '--label', 'first', '--epochs', '12', '--hidden', '16'];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekur-train-'));
  writeFileSync(at('rhyme.txt'), 'row, row, row your boat, gently down the stream; merrily, merrily, life is but a dream.\n'.repeat(80));
  const month = (index: number): string => `${2000 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  const value = (index: number): number => 100 + index + [0, 8, 3, -4, 9, 2, -7, 5, 1, -2, 6, -5][index % 12] + ((index * 7919) % 13);
  const word = (index: number): string => `${'ab'[index % 2]}${'xyzxyzxyz'.slice(0, 1 + (index % 9))}`;
  writeFileSync(at('words.csv'), `word,first\n${Array.from({ length: 300 }, (_, index) => `${word(index)},${'AB'[index % 2]}\n`).join('')}`);
  writeFileSync(at('wave.csv'), `month,sales\n${Array.from({ length: 72 }, (_, index) => `${month(index)},${value(index)}\n`).join('')}`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ['a text', text, 'rhyme'],
  ['a series', series, 'wave'],
  ['labels', labels, 'words'],
])('training on %s', (_what, words, name) => {
  const checkpoint = `${name}.checkpoint.safetensors`;

  test('killed without warning and resumed gives the model file of a run that was never interrupted, to the byte', async () => {
    const whole = rekur(folder, ...words, '--out', `${name}-whole.safetensors`, '--quiet');
    const run = start(folder, ...words, '--quiet');
    await appearance(at(checkpoint));
    run.kill('SIGKILL');
    const killed = await run.ended;
    expect(killed).toEqual({ exitCode: null, stdout: '', stderr: '' });
    expect(existsSync(at(`${name}.safetensors`))).toBe(false);

    const resumed = await rekur(folder, ...words, '--resume', '--quiet');
    expect(resumed).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await whole).exitCode).toBe(0);
    expect(bytesOf(`${name}.safetensors`)).toBe(bytesOf(`${name}-whole.safetensors`));
    expect(existsSync(at(checkpoint))).toBe(false);
  });

  test.each([['SIGINT', 130], ['SIGTERM', 143]] as const)('stopped by %s saves, says how to go on, and exits with %d', async (signal, exitCode) => {
    const out = `${name}-${signal}`;
    const run = start(folder, ...words, '--out', `${out}.safetensors`);
    await appearance(at(`${out}.checkpoint.safetensors`));
    run.kill(signal);
    const { stderr, stdout, exitCode: found } = await run.ended;
    expect({ found, stdout }).toEqual({ found: exitCode, stdout: '' });
    expect(stderr).toMatch(/\ninterrupted after \d+ (steps|updates); saved \S+\n/);
    expect(stderr).toContain(`; saved ${out}.checkpoint.safetensors\ngo on with: rekur ${words.join(' ')} --out ${out}.safetensors --resume\n`);
    expect(existsSync(at(`${out}.safetensors`))).toBe(false);
  });

  test('with --json writes one object per event and nothing else', async () => {
    const { stdout, stderr, exitCode } = await rekur(folder, ...words, ...(name === 'words' ? ['--epochs', '1'] : ['--steps', '20']), '--out', 'json.safetensors', '--json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const events = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { type: string });
    expect(events[0]).toMatchObject({ type: 'plan' });
    expect(events.find(({ type }) => type === 'end')).toMatchObject({ reason: 'completed', model: { card: { arithmetic: 'separate' } } });
    expect(events[events.length - 1]).toMatchObject({ type: 'saved', path: 'json.safetensors' });
    expect(stdout).not.toContain('"parameters"');
  });
});

describe('train', () => {
  test('tells on standard error what it does and on standard output how good the result is', async () => {
    const { stdout, stderr } = await rekur(folder, ...text, '--out', 'told.safetensors');
    expect(stderr).toMatch(/^rhyme is a text of 7,040 characters, 23 of them distinct: learning to write it, character by character\n/);
    expect(stderr).toMatch(/step 60 of 60: \d\.\d{3} bits per character on \d+ held-out characters/);
    expect(stdout).toMatch(/^\d\.\d{3} bits per character on the last \d+ characters of rhyme, which training never saw\n/);
    expect(stdout).toMatch(/\nsaved told\.safetensors \(\d+ kB\)\nnext: {2}rekur generate told\.safetensors\n$/);
  });

  test('shows the errors on a series beside every baseline, and the forecast with intervals', async () => {
    const { stdout, stderr } = await rekur(folder, ...series, '--horizon', '3', '--out', 'sold.safetensors');
    expect(stderr).toMatch(/^wave is a monthly series of 72 values: learning to forecast it\n/);
    const lines = stdout.split('\n');
    expect(lines[1]).toMatch(/^ {2}one step ahead +RMSE +MAE +MASE$/);
    for (const method of ['rekur', 'naive', 'seasonal naive', 'drift']) {
      expect(lines.some((line) => line.startsWith(`  ${method} `)), method).toBe(true);
    }
    expect(stdout).toMatch(/\n {2}time +sales +80 % interval +95 % interval\n {2}2006-01 +[\d.]+ +[\d.]+ … [\d.]+ +[\d.]+ … [\d.]+\n/);
    expect(stdout).toMatch(/\nnext: {2}rekur forecast sold\.safetensors --horizon 6\n$/);
  });

  test('a quiet run writes its result and nothing else', async () => {
    const { stdout, stderr } = await rekur(folder, ...text, '--steps', '20', '--out', 'quiet.safetensors', '--quiet');
    expect(stderr).toBe('');
    expect(stdout).toContain('bits per character');
  });
});

test.skipIf(process.platform === 'win32')('generate ends quietly when its reader has enough', async () => {
  await rekur(folder, ...text, '--steps', '5', '--out', 'endless.safetensors', '--quiet');
  const line = `"${process.execPath}" "${main}" generate endless.safetensors --length 1000000 | head -c 20`;
  const { stdout, stderr } = spawnSync('sh', ['-c', line], { cwd: folder, encoding: 'utf8', timeout: 20_000 });
  expect({ length: stdout.length, stderr }).toEqual({ length: 20, stderr: '' });
});

test('the process ends with the exit code of the command line', async () => {
  expect((await rekur(folder, '--version')).exitCode).toBe(0);
  expect((await rekur(folder, 'train', 'gone.txt')).exitCode).toBe(1);
  expect((await rekur(folder, 'train')).exitCode).toBe(2);
});

describe('demo', () => {
  test('trains on both datasets at once and shows text and a forecast', async () => {
    const { stdout, stderr, exitCode } = await rekur(folder, 'demo', '--quick', '--out', 'shown');
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/bits per character on the last 32,768 characters of moby-dick/);
    expect(stdout).toMatch(/one step ahead +RMSE/);
    expect(stdout).toMatch(/1961-12 /);
    expect(stdout).toContain('rekur generate shown/moby-dick.safetensors --prompt "The whale "');
  });

  test('stopped by SIGINT stops both trainings, which save what they learned, and says how to go on', async () => {
    const run = start(folder, 'demo', '--out', 'stopped');
    await appearance(at('stopped/air-passengers.checkpoint.safetensors'));
    run.kill('SIGINT');
    const { stderr, exitCode } = await run.ended;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('\n  rekur train air-passengers --out stopped/air-passengers.safetensors --resume\n');
    // The other one may not have made a step yet.
    const resume = existsSync(at('stopped/moby-dick.checkpoint.safetensors')) ? ' --resume' : '';
    expect(stderr).toContain(`\n  rekur train moby-dick --out stopped/moby-dick.safetensors${resume}\n`);
  });

  test('stopped later, it says how to go on with what is not finished', async () => {
    const run = start(folder, 'demo', '--out', 'later');
    await appearance(at('later/moby-dick.checkpoint.safetensors'));
    run.kill('SIGINT');
    const { stderr, exitCode } = await run.ended;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('\n  rekur train moby-dick --out later/moby-dick.safetensors --resume\n');
    expect(existsSync(at('later/moby-dick.checkpoint.safetensors'))).toBe(true);
    expect(stderr.includes('\n  rekur train air-passengers ')).toBe(!existsSync(at('later/air-passengers.safetensors')));
  }, 90_000);
});
