import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rekurHere as rekur } from '../test/cli.js';
import { sourceNames } from './training/source.js';

let folder: string;
const before = process.cwd();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekur-cli-'));
  process.chdir(folder);
  writeFileSync('rhyme.txt', 'row, row, row your boat, gently down the stream.\n'.repeat(60));
  writeFileSync('sales.csv', 'month,sales\n2020-01,1\n2020-02,2\n');
  for (const words of [
    ['train', 'rhyme.txt', '--steps', '20', '--hidden', '8', '--out', 'text.safetensors'],
    ['train', 'air-passengers', '--steps', '8', '--networks', '1', '--out', 'series.safetensors'],
  ]) {
    const { stderr, exitCode } = await rekur(...words, '--quiet');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  }
  writeFileSync('cut.safetensors', readFileSync('text.safetensors').subarray(0, 1000));
  writeFileSync('foreign.safetensors', Buffer.from(`0200000000000000${Buffer.from('{}').toString('hex')}`, 'hex'));
}, 60_000);

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

describe('train', () => {
  const writable = 'a file in a folder that exists and can be written is expected; choose another with --out; nothing has been trained';
  const sources = `a bundled name (${sourceNames.join(', ')}), a .txt or a .csv file is expected`;
  test.each([
    [
      ['train', 'rhyme.txt', '--out', 'nowhere/model.safetensors'],
      `train: cannot write the model: "nowhere/model.safetensors" gives ENOENT, no such file or directory; ${writable}`,
    ],
    [
      ['train', 'rhyme.txt', '--out', 'rhyme.txt/model.safetensors'],
      `train: cannot write the model: "rhyme.txt/model.safetensors" gives ENOTDIR, not a directory; ${writable}`,
    ],
    [['train', 'moby'], `train: no such source: "moby"; ${sources}; did you mean "moby-dick"?`],
    [['train', 'gone.csv'], `train: no such file: "gone.csv"; ${sources}; check the path`],
    [['train', '.'], `train: source is a folder: "."; ${sources}`],
    [
      ['train', 'rhyme.txt', '--out', 'fresh.safetensors', '--resume'],
      'train: no checkpoint: "fresh.checkpoint.safetensors" does not exist; an interrupted training leaves one; leave out --resume to start anew',
    ],
    [['train', 'rhyme.txt', '--steps', '0'], 'trainText: steps is not a count: 0; a whole number of at least 1 is expected'],
    [['train', 'sales.csv', '--column', 'sale'], 'seriesFromCsv: no such column: "sale"; the columns are "month" and "sales"; did you mean "sales"?'],
  ])('%j fails with exit code 1 and its reason', async (words, message) => {
    const { stdout, stderr, exitCode } = await rekur(...words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toBe(`rekur: ${message}\n`);
  });
});

describe('generate', () => {
  test('writes the prompt and as many characters as asked for, the same for the same seed', async () => {
    const words = ['generate', 'text.safetensors', '--prompt', 'row', '--length', '40'];
    const [once, twice, other] = [await rekur(...words), await rekur(...words), await rekur(...words, '--seed', '2')];
    expect(once).toMatchObject({ exitCode: 0, stderr: '' });
    expect(once.stdout).toMatch(/^row[^]{40}\n$/);
    expect(twice.stdout).toBe(once.stdout);
    expect(other.stdout).not.toBe(once.stdout);
  });

  test('gives JSON on request', async () => {
    const { stdout } = await rekur('generate', 'text.safetensors', '--length', '5', '--temperature', '0', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ type: 'text', prompt: '', text: expect.stringMatching(/^[^]{5}$/) as unknown });
  });
});

describe('forecast', () => {
  test('shows a table with the intervals asked for', async () => {
    const { stdout, stderr, exitCode } = await rekur('forecast', 'series.safetensors', '--horizon', '14', '--level', '0.5,0.9');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^ {2}time +passengers +50 % interval +90 % interval$/);
    expect(lines).toHaveLength(15);
    expect(lines[14]).toMatch(/^ {2}1962-02 /);
  });

  test('gives CSV and JSON with the same numbers', async () => {
    const words = ['forecast', 'series.safetensors', '--horizon', '2'];
    const [csv, json] = [await rekur(...words, '--csv'), await rekur(...words, '--json')];
    const rows = csv.stdout.trimEnd().split('\n').map((line) => line.split(','));
    const { times, point, intervals } = JSON.parse(json.stdout) as { times: string[]; point: number[]; intervals: { lower: number[] }[] };
    expect(rows[0]).toEqual(['time', 'passengers', 'lower_80', 'upper_80', 'lower_95', 'upper_95']);
    expect(rows.slice(1).map(([time]) => time)).toEqual(times);
    expect(rows.slice(1).map(([, value]) => Number(value))).toEqual(point);
    expect(rows.slice(1).map(([, , lower]) => Number(lower))).toEqual(intervals[0].lower);
  });
});

describe('inspect', () => {
  test('shows what a text model does with a text, and how far back its last prediction looks', async () => {
    const { stdout, stderr, exitCode } = await rekur('inspect', 'text.safetensors', '--input', 'row, row');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Training\n {2}task +text\n {2}data +rhyme, 2,646 characters\n/);
    expect(stdout).toMatch(/\n {2}1 +lstm 64 → 8 +\[1, 7, 8\] +2,368\n/);
    expect(stdout).toMatch(/\n {21}row, ro\n {2}1\.l0\.h +[▁-█]{7} /);
    expect(stdout).toMatch(/\n {2}L = −log P\("w"\) after the last step\n/);
  });

  test('shows where a forecaster comes from, its tensors, and its first network, if one takes part', async () => {
    const { stdout, stderr, exitCode } = await rekur('inspect', 'series.safetensors');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/\n {2}held out +RMSE one step ahead: rekur [\d.]+, rekur without LSTM [\d.]+/);
    expect(stdout).toMatch(/\n {2}history +float64\[144\]/);
    expect(stdout).toMatch(/1960-01 … 1960-12\n|No network takes part in this model/);
    expect((await rekur('inspect', 'series.safetensors', '--json')).stdout).toMatch(/^\{"type":"inspection","task":"forecast","card":\{/);
  });
});

describe('failures', () => {
  test.each([
    [
      ['generate', 'text.safetensors', '--prompt', 'Café'],
      /^rekur: generate: unknown character in the prompt: 'C', 'f', 'é'; the model knows 20 characters; leave them out or train on text that has them\n$/,
    ],
    [['generate', 'text.safetensors', '--top-p', '2'], /^rekur: generate: not a topP: 2; a number above 0 and at most 1 is expected; leave it out to choose among all characters\n$/],
    [
      ['generate', 'series.safetensors'],
      /^rekur: textModelFromFile: model of another task: its task is forecast; a model that was trained on a text is expected; rekur forecast uses models of series\n$/,
    ],
    [['forecast', 'text.safetensors'], /^rekur: forecastModelFromFile: .*text/],
    [['forecast', 'series.safetensors', '--horizon', '0'], /^rekur: forecast: not a horizon: 0; /],
    [
      ['generate', 'gone.safetensors'],
      /^rekur: generate: cannot read the model: "gone\.safetensors" gives ENOENT, no such file or directory; a file written by rekur train is expected; check the path\n$/,
    ],
    [['forecast', '.'], /^rekur: forecast: cannot read the model: "\." gives EISDIR, illegal operation on a directory; /],
    [['generate', 'cut.safetensors'], /^rekur: decodeModelFile: not a model file: "cut\.safetensors" is damaged or of another kind \(.*\); a file written by rekur train is expected; train again, or check that it was copied whole\n$/],
    [['generate', 'rhyme.txt'], /^rekur: decodeModelFile: not a model file: "rhyme\.txt" is damaged or of another kind/],
    [
      ['forecast', 'foreign.safetensors'],
      /^rekur: decodeModelFile: not a model file: "foreign\.safetensors" is a safetensors file of format 'unknown'; format 'rekur\.model' is expected; pass a file written by rekur train\n$/,
    ],
  ])('%j gives exit code 1 and its reason, without a stack', async (words, message) => {
    const { stdout, stderr, exitCode } = await rekur(...words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('    at ');
  });

  test('--debug adds the stack', async () => {
    const { stderr } = await rekur('generate', 'gone.safetensors', '--debug');
    expect(stderr).toMatch(/^rekur: CliError: generate: cannot read the model: [^]*\n {4}at [^]*\ncaused by Error: ENOENT/);
  });
});

describe('the command line', () => {
  test.each([
    [['train', 'rhyme.txt', '--speed', '3'], "rekur: unknown option '--speed'\n"],
    [['train', 'rhyme.txt', '--steps', 'many'], "rekur: option '--steps <n>' argument 'many' is invalid. A whole number is expected.\n"],
    [['train'], 'rekur: train: no source: none on the command line, none in a configuration; the name of a dataset, a .txt or a .csv file is expected; rekur datasets lists names\n'],
    [['retrain', 'rhyme.txt'], "rekur: unknown command 'retrain'\n(Did you mean train?)\n"],
    [['train', 'rhyme.txt', '--horizon', '3'], 'rekur: train: option of another task: --horizon is for series; rhyme is a text; leave it out\n'],
    [['train', 'air-passengers', '--learning-rate', '1'], 'rekur: train: option of another task: --learning-rate is for texts and labels; air-passengers is a series; leave it out\n'],
    [['forecast', 'series.safetensors', '--csv', '--json'], 'rekur: forecast: two formats: --json and --csv; one of them is expected\n'],
  ])('%j is wrong usage: exit code 2', async (words, message) => {
    const { stdout, stderr, exitCode } = await rekur(...words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.startsWith(message), stderr).toBe(true);
  });

  test('without a command shows its help as wrong usage', async () => {
    const { stderr, exitCode } = await rekur();
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^Usage: rekur /);
  });

  test('has a version, and help with examples for every command', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')) as { version: string };
    expect(await rekur('--version')).toEqual({ exitCode: 0, stderr: '', stdout: `${version}\n` });
    for (const words of [[], ['train'], ['generate'], ['forecast'], ['classify'], ['datasets'], ['inspect'], ['demo']]) {
      const { stdout, stderr, exitCode } = await rekur(...words, '--help');
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toMatch(/^Usage: rekur [^]*\nExamples:\n {2}rekur /);
    }
    expect((await rekur('--help')).stdout).toContain('Exit codes: 0 done, 1 input that cannot be used, 2 wrong usage, 130 or 143 stopped by Ctrl-C or SIGTERM.');
  });
});
