import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rekurHere as rekur } from '../../test/cli.js';
import { runCli } from '../cli.js';

let folder: string;
const before = process.cwd();

/** A second's work: the linear network and two cells. */
const quick = ['experiment', 'run', 'decay', '--steps', '40', '--cells', 'rnn,lstm-5', '--hidden', '4', '--cell-steps', '20', '--training-steps', '2'];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekur-experiment-'));
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

describe('experiment list and show', () => {
  test('list every experiment with its paper', async () => {
    const { stdout, stderr, exitCode } = await rekur('experiment', 'list');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^ {2}name +title +paper +time\n/);
    expect(stdout).toMatch(/\n {2}copy-nodes +Copy nodes: the memory of an Elman network +Elman 1990 +\d+s\n/);
    const { stdout: json } = await rekur('experiment', 'list', '--json');
    expect(json.trimEnd().split('\n').map((line) => (JSON.parse(line) as { name: string }).name)).toEqual(expect.arrayContaining(['copy-nodes', 'order-matters', 'decay']));
  });

  test('show the claim and the options, in English and in Korean', async () => {
    expect((await rekur('experiment', 'show', 'decay')).stdout).toMatch(/Bengio[^]*\n {2}--radii +spectral radii ρ \(default: 0\.5,0\.9,1,1\.1,1\.5; from 0\.1 to 2\)\n/);
    expect((await rekur('experiment', 'show', 'decay', '--language', 'ko')).stdout).toMatch(/\n {2}--hidden +셀의 은닉 유닛 수 \(기본값: 32; 1 이상 256 이하\)\n/);
  });
});

describe('experiment run', () => {
  test('shows the table and the verdict, and writes result, figures and report', async () => {
    const { stdout, stderr, exitCode } = await rekur(...quick, '--out', 'first');
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toMatch(/^Decay: what is left after many steps: results go to first\/decay\n1 of 3 parts done: linear/);
    expect(stdout).toMatch(/\n {2}network +ρ +fitted rate per step +after training +task solved\n {2}linear, scalar +0\.5 +0\.5000 +– +–\n/);
    expect(stdout).toMatch(/\n✓ seen here\n {2}The linear network's fitted rates/);
    expect(stdout).toMatch(/\nsaved first\/decay: result\.json, report\.html and 4 figures \(\d+s\)\n$/);
    expect(JSON.parse(readFileSync('first/decay/result.json', 'utf8'))).toMatchObject({ experiment: 'decay', seeds: 1, options: { hidden: 4, radii: [0.5, 0.9, 1, 1.1, 1.5] } });
    const figures = readdirSync('first/decay/figures');
    expect(figures).toHaveLength(16);
    expect(readFileSync('first/decay/figures/decay-scalar.dark.svg', 'utf8')).toMatch(/^<svg /);
    expect(readFileSync('first/decay/figures/decay-scalar.light.png').subarray(1, 4).toString()).toBe('PNG');
    const page = readFileSync('first/decay/report.html', 'utf8');
    expect(page.match(/<figure/g)).toHaveLength(4);
    expect(page).toContain('<code>rekur experiment run decay --steps 40 --cells rnn,lstm-5 --hidden 4 --cell-steps 20 --training-steps 2</code>');
  });

  test('runs again only what is not stored, and gives the same result', async () => {
    const result = readFileSync('first/decay/result.json', 'utf8');
    const again = await rekur(...quick, '--out', 'first', '--threads', '1');
    expect(again.exitCode, again.stderr).toBe(0);
    expect(again.stderr).not.toContain('parts done');
    expect(readFileSync('first/decay/result.json', 'utf8')).toBe(result);
    const part = readdirSync('first/decay/parts').find((name) => name.startsWith('rnn')) ?? '';
    rmSync(join('first/decay/parts', part));
    const rest = await rekur(...quick, '--out', 'first');
    expect(rest.stderr).toMatch(/\n2 of 3 parts were done before\n3 of 3 parts done: rnn\/seed 1[^\n]*\n$/);
    expect(readFileSync('first/decay/result.json', 'utf8')).toBe(result);
  });

  test('with --json writes one object per event and nothing else', async () => {
    const { stdout, stderr, exitCode } = await rekur('experiment', 'run', 'copy-nodes', '--out', 'json', '--json', '--language', 'ko');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const events = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { type: string });
    expect(events.map(({ type }) => type)).toEqual(['start', 'progress', 'progress', 'result', 'saved']);
    expect(events[3]).toMatchObject({ experiment: 'copy-nodes', verdict: { holds: true } });
    expect(readFileSync('json/copy-nodes/report.html', 'utf8')).toMatch(/^<!doctype html>\n<html lang="ko">/);
  });

  test('stopped by Ctrl-C keeps what is finished, says how to go on, and exits with 130', async () => {
    let stderr = '';
    const words = [...quick, '--out', 'stopped'];
    const exitCode = await runCli(words, {
      stdout: { isTerminal: false, columns: 80, write: async () => undefined },
      stderr: {
        isTerminal: false,
        columns: 80,
        write: async (text) => {
          stderr += text;
          if (text.startsWith('1 of 3')) process.emit('SIGINT', 'SIGINT');
        },
      },
    });
    expect(exitCode, stderr).toBe(130);
    expect(stderr).toMatch(/\ninterrupted after 1 part, kept in stopped\/decay\/parts\ngo on with: rekur experiment run decay [^\n]* --out stopped\n$/);
    expect(existsSync('stopped/decay/result.json')).toBe(false);
    const rest = await rekur(...words);
    expect(rest.stderr).toContain('\n1 of 3 parts were done before\n2 of 3 parts done: rnn/seed 1');
    expect(readFileSync('stopped/decay/result.json', 'utf8')).toBe(readFileSync('first/decay/result.json', 'utf8'));
  });

  test.each([
    [['--hidden', '0'], 1, 'rekur: optionsFor: wrong option: hidden is 0; a whole number from 1 to 256 is expected\n'],
    [['--cells', 'rnn,lstn'], 1, 'rekur: optionsFor: wrong option: cells[1] is "lstn"; one of rnn, gru, lstm-0, lstm-1, lstm-5 is expected; did you mean "lstm-0"?\n'],
    [['--seeds', '0'], 1, 'rekur: runExperiment: not a number of seeds: 0; a whole number of at least 1 is expected\n'],
    [['--threads', '0'], 1, 'rekur: runExperimentInParallel: not a number of threads: 0; a whole number of at least 1 is expected\n'],
    [['--radii', '0.5,'], 2, "rekur: option '--radii <x,…>' argument '0.5,' is invalid. Values with commas between them are expected.\n"],
    [['--hiden', '3'], 2, "rekur: unknown option '--hiden'\n(Did you mean --hidden?)\n"],
    [['--language', 'fr'], 2, "rekur: option '--language <language>' argument 'fr' is invalid. Allowed choices are en, ko.\n"],
  ])('%j is refused', async (words, exitCode, message) => {
    const ended = await rekur('experiment', 'run', 'decay', '--quiet', ...words);
    expect({ exitCode: ended.exitCode, stdout: ended.stdout }).toEqual({ exitCode, stdout: '' });
    expect(ended.stderr.startsWith(message), ended.stderr).toBe(true);
  });

  test('an unknown experiment is refused with the nearest one', async () => {
    expect((await rekur('experiment', 'run', 'dekay')).stderr).toMatch(/^rekur: unknown command 'dekay'\n\(Did you mean decay\?\)\n/);
    expect((await rekur('experiment', 'show', 'dekay')).stderr).toMatch(/^rekur: findExperiment: no such experiment: "dekay"; [^\n]*; did you mean "decay"\?\n$/);
  });
});

describe('experiment report', () => {
  test('puts the results of all experiments that were run on one page', async () => {
    expect((await rekur('experiment', 'run', 'copy-nodes', '--out', 'first', '--quiet')).exitCode).toBe(0);
    const { stdout, stderr, exitCode } = await rekur('experiment', 'report', 'first');
    expect({ stdout, stderr, exitCode }).toEqual({ stdout: 'saved first/report.html: copy-nodes, decay\n', stderr: '', exitCode: 0 });
    const page = readFileSync('first/report.html', 'utf8');
    expect(page).toMatch(/<nav aria-label="Contents"><ol><li><a href="#section-1">Copy nodes/);
    expect(page.match(/<figure/g)).toHaveLength(12);
    expect(statSync('first/report.html').size).toBeLessThan(3e6);
  });

  test('leaves out, with the reason, what is unfinished, damaged or of another version', async () => {
    await rekur('experiment', 'run', 'copy-nodes', '--out', 'mixed', '--quiet');
    await rekur(...quick, '--out', 'mixed', '--quiet');
    const path = 'mixed/decay/result.json';
    const result = readFileSync(path, 'utf8');
    const report = (): Promise<{ stderr: string }> => rekur('experiment', 'report', 'mixed');
    writeFileSync(path, result.replace(/"version": "[^"]*"/, '"version": "0.0.1-1"'));
    expect((await report()).stderr).toMatch(/^left out: decay: its result is of version 0\.0\.1-1, this is [\d.]+-\d+: run it again\n$/);
    writeFileSync(path, result.slice(0, 100));
    expect((await report()).stderr).toBe('left out: decay: mixed/decay/result.json is not JSON\n');
    writeFileSync(path, '{"experiment":"decay"}');
    expect((await report()).stderr).toBe('left out: decay: mixed/decay/result.json is no result of it\n');
    rmSync(path);
    expect((await report()).stderr).toBe('left out: decay: the run is not finished\n');
  });

  test('of a folder without results is refused', async () => {
    expect((await rekur('experiment', 'report', 'nowhere')).stderr).toMatch(/^rekur: experiment report: cannot read the results: "nowhere" gives ENOENT, no such file or directory; /);
    expect((await rekur('experiment', 'report', '.')).stderr).toBe(
      'rekur: experiment report: no results: "." has no result of an experiment; a folder that rekur experiment run wrote is expected; run an experiment first: rekur experiment list\n',
    );
  });
});

test('every command has help with examples', async () => {
  for (const words of [[], ['list'], ['show'], ['run'], ['run', 'decay'], ['report']]) {
    const { stdout, stderr, exitCode } = await rekur('experiment', ...words, '--help');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: rekur experiment [^]*\nExamples:\n {2}rekur /);
  }
  expect((await rekur('experiment', 'run', 'decay', '--help')).stdout).toMatch(/Options of the experiment:\n {2}--radii <x,…> /);
});
