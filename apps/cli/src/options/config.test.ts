import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rekurHere as rekur } from '../../test/cli.js';
import { flagOf, trainOptions } from './trainOptions.js';

let folder: string;
const before = process.cwd();
const write = (json: unknown): void => writeFileSync('rekur.json', typeof json === 'string' ? json : JSON.stringify(json));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekur-config-'));
  process.chdir(folder);
  writeFileSync('rhyme.txt', 'row, row, row your boat, gently down the stream.\n'.repeat(60));
  writeFileSync('words.csv', `word,first\n${Array.from({ length: 20 }, (_, index) => `${index % 2 ? 'ax,A' : 'by,B'}\n`).join('')}`);
});

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

const printed = async (...words: string[]): Promise<unknown> => {
  const { stdout, stderr, exitCode } = await rekur('train', ...words, '--print-config');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return JSON.parse(stdout);
};

describe('a configuration file', () => {
  test('gives source and options, and flags win over it', async () => {
    write({ source: 'rhyme.txt', hidden: 8, steps: 3, learningRate: 0.01, quiet: true });
    expect(await printed('--config', 'rekur.json', '--hidden', '16')).toEqual({
      source: 'rhyme.txt',
      ...{ out: 'rhyme.safetensors', seed: 1, hidden: 16, quiet: true },
      ...{ cell: 'lstm', layers: 1, embedding: 64, batch: 16, learningRate: 0.01, steps: 3, time: 64 },
    });
    expect(await printed('words.csv', '--label', 'first', '--cell', 'lstm')).toMatchObject({ source: 'words.csv', label: 'first', cell: 'lstm', epochs: 100 });
  });

  test.each([
    [['rhyme.txt', '--steps', '4', '--cell', 'gru']],
    [['air-passengers', '--networks', '1', '--holdout', '24']],
    [['words.csv', '--label', 'first', '--no-bidirectional', '--dropout', '0.1']],
  ])('that --print-config printed for %j prints itself again', async (words) => {
    const first = await printed(...words);
    write(first);
    expect(await printed('--config', 'rekur.json')).toEqual(first);
  });

  test('a flag can say no to what it says yes to', async () => {
    write({ source: 'words.csv', label: 'first', bidirectional: true });
    expect(await printed('--config', 'rekur.json')).toMatchObject({ bidirectional: true });
    expect(await printed('--config', 'rekur.json', '--no-bidirectional')).toMatchObject({ bidirectional: false });
  });

  test('trains as its flags would', async () => {
    write({ source: 'rhyme.txt', hidden: 8, steps: 3, quiet: true, out: 'a.safetensors' });
    const { stdout, stderr, exitCode } = await rekur('train', '--config', 'rekur.json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/saved a\.safetensors/);
  });

  const names = ['source', ...trainOptions.map(({ name }) => name)].join(', ');
  const object = 'an object such as { "source": "moby-dick", "hidden": 128 } is expected';
  test.each([
    [{ 'learning-rate': 1 }, `unknown option in the configuration: "learning-rate" in "rekur.json"; the options are ${names}; did you mean "learningRate"?`],
    [{ hiden: 1 }, `unknown option in the configuration: "hiden" in "rekur.json"; the options are ${names}; did you mean "hidden"?`],
    [{ zzzzzzzz: 1 }, `unknown option in the configuration: "zzzzzzzz" in "rekur.json"; the options are ${names}`],
    [{ hidden: '128' }, 'wrong value in the configuration: "hidden" in "rekur.json" is "128"; a whole number is expected'],
    [{ hidden: 1.5 }, 'wrong value in the configuration: "hidden" in "rekur.json" is 1.5; a whole number is expected'],
    [{ learningRate: null }, 'wrong value in the configuration: "learningRate" in "rekur.json" is null; a number is expected'],
    [{ bidirectional: 'yes' }, 'wrong value in the configuration: "bidirectional" in "rekur.json" is "yes"; true or false is expected'],
    [{ out: 1 }, 'wrong value in the configuration: "out" in "rekur.json" is 1; a text in quotes is expected'],
    [{ pooling: 'first' }, 'wrong value in the configuration: "pooling" in "rekur.json" is "first"; one of last, mean, max is expected'],
    [[], `configuration is no object: "rekur.json" holds a list; ${object}`],
    ['null', `configuration is no object: "rekur.json" holds null; ${object}`],
  ])('with %j is refused with its reason', async (json, message) => {
    write(json);
    expect(await rekur('train', '--config', 'rekur.json')).toEqual({ exitCode: 1, stdout: '', stderr: `rekur: train: ${message}\n` });
  });

  test('may begin with a byte order mark', async () => {
    write('\ufeff{ "source": "rhyme.txt" }');
    expect(await printed('--config', 'rekur.json')).toMatchObject({ source: 'rhyme.txt' });
  });

  test('may not write the model over its source', async () => {
    expect(await rekur('train', 'rhyme.txt', '--out', './rhyme.txt')).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'rekur: train: model would replace its source: --out is "./rhyme.txt"; another file is expected\n',
    });
  });

  test('of a network that no memory holds is refused', async () => {
    const { stderr, exitCode } = await rekur('train', 'rhyme.txt', '--hidden', '1000000000', '--quiet');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^rekur: not enough memory: [^\n]*; a smaller network or input is expected, such as a lower --hidden or --batch\n$/);
  });

  test('that is missing or no JSON is refused', async () => {
    expect((await rekur('train', '--config', 'gone.json')).stderr).toBe(
      'rekur: train: cannot read the configuration: "gone.json" gives ENOENT, no such file or directory; a JSON file is expected; check the path\n',
    );
    write('{ hidden: 1 }');
    expect((await rekur('train', '--config', 'rekur.json')).stderr).toMatch(/^rekur: train: configuration is not JSON: "rekur\.json" \(.*\); an object such as /);
  });

  test('with an option of another task is refused as the flag is', async () => {
    write({ source: 'rhyme.txt', horizon: 3 });
    expect(await rekur('train', '--config', 'rekur.json')).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'rekur: train: option of another task: --horizon is for series; rhyme is a text; leave it out\n',
    });
  });
});

test('every option of the table is a flag of rekur train --help', async () => {
  const { stdout } = await rekur('train', '--help');
  for (const { name } of trainOptions) expect(stdout).toContain(`  ${flagOf(name)} `);
  expect(stdout).not.toContain('--no-quiet');
});

test('a word that is no choice is wrong usage', async () => {
  const { stderr, exitCode } = await rekur('train', 'rhyme.txt', '--pooling', 'first');
  expect(exitCode).toBe(2);
  expect(stderr).toContain("rekur: option '--pooling <how>' argument 'first' is invalid. Allowed choices are last, mean, max.\n");
});
