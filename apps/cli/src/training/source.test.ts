import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSource, sourceNames } from './source.js';

let folder: string;
const before = process.cwd();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekur-source-'));
  process.chdir(folder);
  writeFileSync('novel.TXT', '\uFEFFCall me Ishmael.\n');
  writeFileSync('sales.csv', 'month,revenue,cost\n2020-01,1,5\n2020-02,2,6\n2020-03,3,7\n');
  writeFileSync('empty.txt', '');
  writeFileSync('latin.txt', Buffer.from([0x63, 0x61, 0x66, 0xff, 0x20, 0x61]));
  writeFileSync('table.xlsx', 'PK');
  mkdirSync('data');
});

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

describe('readSource', () => {
  test('finds bundled datasets by name, and the task with them', async () => {
    expect(await readSource('moby-dick')).toMatchObject({ kind: 'text', name: 'moby-dick' });
    expect(await readSource('air-passengers')).toMatchObject({ kind: 'series', name: 'air-passengers', series: { frequency: 'monthly', period: 12 } });
  });

  test('reads datasets with labels as labelled inputs in two parts', async () => {
    const digits = await readSource('digits');
    if (digits.kind !== 'labels') throw new Error(digits.kind);
    const { inputs, labels, test: held } = digits.examples;
    expect([inputs.length, labels.length, held?.inputs.length, inputs[0].length, inputs[0][0].length]).toEqual([898, 898, 899, 8, 8]);
    const names = await readSource('first-names');
    expect(names).toMatchObject({ kind: 'labels', name: 'first-names', examples: { name: 'first-names', labels: expect.arrayContaining(['F', 'M']) as unknown } });
  });

  test('reads a .csv with a column of labels as labelled inputs', async () => {
    const examples = { inputs: [[[1]], [[2]], [[3]]], labels: ['5', '6', '7'] };
    expect(await readSource('sales.csv', { label: 'cost' })).toMatchObject({ kind: 'labels', name: 'sales', examples });
  });

  test.each([
    ['moby-dick', { label: 'x' }, 'train: no columns: moby-dick is no .csv file; --label, --text and --sequence name its columns; leave them out'],
    ['sales.csv', { text: 'month' }, 'train: no labels: sales is given with --text alone; --label names the column of labels; add it'],
  ])('refuses columns of %s that make no sense', async (word, columns, message) => {
    await expect(readSource(word, columns)).rejects.toMatchObject({ name: 'UsageError', message });
  });

  test('reads a .txt as a text and a .csv as a series, named as the file', async () => {
    expect(await readSource('novel.TXT')).toEqual({ kind: 'text', name: 'novel', text: 'Call me Ishmael.\n' });
    expect(await readSource('./sales.csv', { column: 'cost' })).toMatchObject({
      kind: 'series',
      name: 'sales',
      series: { values: Float64Array.of(5, 6, 7), times: ['2020-01', '2020-02', '2020-03'], valueName: 'cost' },
    });
  });

  const expected = `a bundled name (${sourceNames.join(', ')}), a .txt or a .csv file is expected`;
  test.each([
    ['mobydick', `train: no such source: "mobydick"; ${expected}; did you mean "moby-dick"?`],
    ['shakespeare', `train: no such source: "shakespeare"; ${expected}`],
    ['adding', `train: no task for this source: "adding" is generated for experiments; ${expected}; rekur datasets adding shows it`],
    ['nowhere.txt', `train: no such file: "nowhere.txt"; ${expected}; check the path`],
    ['data/x', `train: no such file: "data/x"; ${expected}; check the path`],
    ['data', `train: source is a folder: "data"; ${expected}`],
    ['table.xlsx', `train: unknown kind of file: "table.xlsx" ends in '.xlsx'; ${expected}; rename or convert it`],
    ['empty.txt', 'train: file is empty: "empty.txt"; a file with text or numbers is expected'],
    ['latin.txt', 'textFromBytes: file is not UTF-8: byte 3 is 0xFF; UTF-8 is expected throughout; save the file as UTF-8'],
    ['sales.csv', expect.stringMatching(/^seriesFromCsv: .*"revenue" and "cost"/) as unknown as string],
  ])('refuses %s with its reason', async (word, message) => {
    await expect(readSource(word)).rejects.toMatchObject({ message });
  });
});
