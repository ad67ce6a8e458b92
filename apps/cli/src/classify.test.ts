import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rekurHere as rekur, rekurReading } from '../test/cli.js';

let folder: string;
const before = process.cwd();

/** The first character decides; lengths differ. */
const words = Array.from({ length: 60 }, (_, index) => `${index % 2 === 0 ? 'a' : 'b'}${'xyz'.slice(0, 1 + (index % 3))}`);
const small = ['--hidden', '8', '--epochs', '20', '--batch', '8', '--learning-rate', '0.03', '--no-bidirectional', '--dropout', '0', '--quiet'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekur-classify-'));
  process.chdir(folder);
  writeFileSync('words.csv', `word,first\n${words.map((word) => `${word},${word[0].toUpperCase()}\n`).join('')}`);
  writeFileSync('lines.csv', `kind,t1,t2,t3\n${words.map((_, index) => (index % 2 === 0 ? `up,1,2,${3 + (index % 5)}\n` : `down,3,2,${-(index % 5)}\n`)).join('')}`);
  writeFileSync('new.csv', 'word\naxx\nbz\n');
  for (const name of ['words', 'lines']) {
    const label = name === 'words' ? 'first' : 'kind';
    const { stderr, stdout, exitCode } = await rekur('train', `${name}.csv`, '--label', label, ...small);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^100\\.0 % right of 12 held-out examples of ${name}; always saying ".*" is right in 50\\.0 %\n\n  label +examples +precision +recall +F1\n`));
    expect(stdout).toMatch(/is ↓ taken for →/);
    expect(stdout).toMatch(new RegExp(`\nsaved ${name}\\.safetensors \\(\\d+ kB\\)\nnext: {2}rekur classify ${name}\\.safetensors (\\w+|--file yours\\.csv)\n$`));
  }
}, 60_000);

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

describe('train on labels', () => {
  test('tells its plan and how many watched examples are right, and with --json writes events', async () => {
    const { stdout, stderr } = await rekur('train', 'words.csv', '--label', 'first', '--epochs', '1', '--hidden', '4', '--out', 'told.safetensors');
    expect(stderr).toMatch(/^words has 60 texts of up to 4 characters, 5 of them distinct: learning to tell 2 labels apart\n/);
    expect(stderr).toMatch(/\nstep 2 of 2: \d+\.\d % of 6 watched examples right/);
    expect(stdout).toMatch(/% right of 12 held-out examples of words/);
    const json = await rekur('train', 'words.csv', '--label', 'first', '--epochs', '1', '--hidden', '4', '--out', 'told.safetensors', '--json');
    const events = json.stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { type: string });
    expect(events.map(({ type }) => type)).toEqual(['plan', 'start', 'step', 'checkpoint', 'step', 'epoch', 'validation', 'checkpoint', 'checkpoint', 'end', 'saved']);
    expect(events.find(({ type }) => type === 'end')).toMatchObject({ reason: 'completed', model: { card: { source: 'words', heldOut: { examples: 12 } } } });
    expect(json.stdout).not.toContain('"parameters"');
  });

  test.each([
    [['train', 'words.csv', '--label', 'second'], 1, 'labelledFromCsv: no such column: "second"; the columns are "word", "first"'],
    [['train', 'words.csv', '--label', 'first', '--horizon', '3'], 2, 'train: option of another task: --horizon is for series; words is labelled; leave it out'],
    [['train', 'digits', '--steps', '3'], 2, 'train: option of another task: --steps is for texts and series; digits is labelled; leave it out'],
    [['train', 'words.csv', '--label', 'first', '--dropout', '1'], 1, 'trainClassifier: not a dropout: 1; a rate from 0 up to but not including 1 is expected; 0 drops nothing'],
  ])('%j fails with its reason', async (given, exitCode, message) => {
    expect(await rekur(...given)).toEqual({ exitCode, stdout: '', stderr: `rekur: ${message}\n` });
  });
});

describe('classify', () => {
  test('tells label and probability of texts: as arguments, of a file, of standard input', async () => {
    const table = /^ {2}input +label +probability\n {2}axx +A +\d+\.\d %\n {2}bz +B +\d+\.\d %\n$/;
    const given = await rekur('classify', 'words.safetensors', 'axx', 'bz');
    expect(given).toMatchObject({ exitCode: 0, stderr: '' });
    expect(given.stdout).toMatch(table);
    expect((await rekur('classify', 'words.safetensors', '--file', 'new.csv')).stdout).toBe(given.stdout);
    expect((await rekurReading('axx\nbz\n', 'classify', 'words.safetensors')).stdout).toBe(given.stdout);
  });

  test('tells how many are right where the file has labels, of texts and of numbers', async () => {
    expect((await rekur('classify', 'words.safetensors', '--file', 'words.csv', '--label', 'first')).stdout).toMatch(/\n\n60 of 60 right: 100\.0 %\n$/);
    const numbers = await rekur('classify', 'lines.safetensors', '--file', 'lines.csv', '--label', 'kind');
    expect(numbers.stdout).toMatch(/\n {2}sequence 1 +up +\d+\.\d %\n[^]*\n60 of 60 right: 100\.0 %\n$/);
  });

  test('reads a file of numbers that still has its labels, and gives long texts whole as JSON', async () => {
    expect((await rekur('classify', 'lines.safetensors', '--file', 'lines.csv')).stdout).toMatch(/\n {2}sequence 60 +(up|down) +\d/);
    const text = 'ab  '.repeat(30);
    expect(JSON.parse((await rekur('classify', 'words.safetensors', text, '--json')).stdout)).toMatchObject({ input: text });
  });

  test('gives one JSON object per input on request', async () => {
    const { stdout } = await rekur('classify', 'words.safetensors', 'axx', 'bz', '--json');
    const [first, second] = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { probability: number; probabilities: { probability: number }[] });
    expect(first).toMatchObject({ type: 'classification', input: 'axx', label: 'A', probabilities: [{ label: 'A' }, { label: 'B' }] });
    expect(second).toMatchObject({ label: 'B' });
    expect(first.probability).toBe(first.probabilities[0].probability);
  });

  test.each([
    [['classify', 'words.safetensors'], 2, 'classify: no input: no text, no --file, nothing on standard input; one of them is expected'],
    [['classify', 'words.safetensors', 'a', '--file', 'new.csv'], 2, 'classify: two kinds of input: texts and --file; one of them is expected'],
    [['classify', 'words.safetensors', 'a', '--label', 'first'], 2, 'classify: no file: --label names a column of a .csv file; add --file'],
    [['classify', 'words.safetensors', '--file', 'gone.csv'], 1, 'classify: cannot read the file: "gone.csv" gives ENOENT, no such file or directory; a .csv file is expected; check the path'],
    [['classify', 'lines.safetensors', 'abc'], 1, 'classify: not a sequence of numbers: input 1 is a text; steps of 1 numbers each are expected'],
    [
      ['generate', 'words.safetensors'],
      1,
      'textModelFromFile: model of another task: its task is classify; a model that was trained on a text is expected; rekur classify uses models of labels',
    ],
  ])('%j fails with its reason', async (given, exitCode, message) => {
    expect(await rekur(...given)).toEqual({ exitCode, stdout: '', stderr: `rekur: ${message}\n` });
  });

  test('refuses an empty standard input', async () => {
    expect((await rekurReading('\n', 'classify', 'words.safetensors')).stderr).toBe('rekur: classify: no input: standard input is empty; one text a line is expected\n');
  });
});

describe('inspect', () => {
  const read = async (...given: string[]) => JSON.parse((await rekur('inspect', ...given, '--json')).stdout) as {
    layers: { parameters: number }[];
    tensors: { name: string; type: string; elements: number; mean: number; deviation: number }[];
    run: { steps: string[]; means: Record<string, number[]>; gradients: Record<string, number[]>; loss: string };
  };

  test('shows card, network, tensors, gates and gradients as lines', async () => {
    const { stdout, stderr, exitCode } = await rekur('inspect', 'words.safetensors', '--input', 'axyz');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Training\n {2}task +classify\n {2}data +words, 42 examples of 2 labels\n/);
    expect(stdout).toMatch(/\n {2}1 +gru 16 → 8 +\[1, 4, 8\] +624\n/);
    expect(stdout).toMatch(/\n {2}1\.weight_hh_l0 +float32\[24, 8\] +768 bytes/);
    expect(stdout).toMatch(/\n {21}axyz\n {2}1\.l0\.h +[▁-█]{4} {2}-?\d/);
    expect(stdout).toMatch(/\n {2}L = −log P\("A"\), P = [01]\.\d{3}\n {2}1\.l0\.h +[▁-█]{4} /);
  });

  test('gives the same as plain data: numbers of the tensors, means of the gates, norms of the gradients', async () => {
    const { layers, tensors, run } = await read('words.safetensors', '--input', 'axyz');
    expect(layers.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(tensors.reduce((sum, { elements }) => sum + elements, 0));
    expect(run.steps).toEqual(['a', 'x', 'y', 'z']);
    expect(Object.keys(run.means)).toEqual(['1.l0.h', '1.l0.gates.reset', '1.l0.gates.update', '1.l0.gates.new']);
    for (const value of run.means['1.l0.gates.update']) expect(value > 0 && value < 1).toBe(true);
    expect(run.gradients['1.l0.h']).toHaveLength(4);
    for (const value of run.gradients['1.l0.h']) expect(value).toBeGreaterThan(0);
  });

  test('takes the sample of the model where no input is given, and a row of a .csv file where the model reads numbers', async () => {
    expect((await read('words.safetensors')).run.steps.join('')).toMatch(/^[ab][xyz]+$/);
    writeFileSync('row.csv', 't1,t2,t3,t4\n1,2,3,4\n');
    expect((await read('lines.safetensors', '--input', 'row.csv')).run.steps).toEqual(['1', '2', '3', '4']);
  });

  test('gives every step two columns where characters take two', async () => {
    const { stdout } = await rekur('inspect', 'words.safetensors', '--input', '한a\u200d');
    expect(stdout).toMatch(/\n {21}한a · \n {2}1\.l0\.h +([▁-█])\1([▁-█])\2([▁-█])\3 {2}-?\d/);
  });

  test('refuses inputs that the model cannot read', async () => {
    expect((await rekur('inspect', 'lines.safetensors', '--input', 'gone.csv')).stderr).toBe(
      'rekur: inspect: cannot read the input: "gone.csv" gives ENOENT, no such file or directory; a .csv file is expected, as the model reads numbers; check the path\n',
    );
    expect((await rekur('inspect', 'words.safetensors', '--input', '')).stderr).toBe('rekur: classify: not a text: the input is an empty text; a text of at least one character is expected\n');
  });
});

describe('datasets', () => {
  test('lists every dataset, one a line', async () => {
    const { stdout, stderr, exitCode } = await rekur('datasets');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^ {2}name +kind +size +licence +title\n {2}moby-dick +text +1\.2 MB +CC0-1\.0 +Moby-Dick\n/);
    expect(stdout).toMatch(/\n {2}adding +generated +generated +generated +The adding problem\n/);
    const json = (await rekur('datasets', '--json')).stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { name: string });
    expect(json.map(({ name }) => name)).toEqual(expect.arrayContaining(['moby-dick', 'air-passengers', 'digits', 'first-names']));
  });

  test('shows one with where it comes from and how it begins', async () => {
    const text = await rekur('datasets', 'moby-dick');
    expect(text.stdout).toMatch(/^Moby-Dick\nThe novel by Herman Melville[^]*\n {2}licence +CC0-1\.0\n[^]*\n {2}Call me Ishmael\./);
    expect(text.stdout).toMatch(/\nnext: {2}rekur train moby-dick\n$/);
    const series = await rekur('datasets', 'air-passengers');
    expect(series.stdout).toMatch(/\n {2}1949-01 {2}112\n[^]*\n {2}1960-12 {2}432\n\n {2}[▁-█]{72}\n/);
    const digit = JSON.parse((await rekur('datasets', 'digits', '--json')).stdout) as { kind: string; preview: string[] };
    expect(digit).toMatchObject({ kind: 'images', preview: expect.arrayContaining([expect.stringContaining('##')]) as unknown });
    expect((await rekur('datasets', 'adding')).stdout).toContain('\nin code:  datasets["adding"].load()\n');
  });

  test('suggests a name where one is near', async () => {
    const { stderr, exitCode } = await rekur('datasets', 'digts');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^rekur: findDataset: no such dataset: "digts"; .*; did you mean "digits"\?\n$/);
  });
});
