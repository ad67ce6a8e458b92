import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSource } from './source.js';

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

  test('reads a .txt as a text and a .csv as a series, named as the file', async () => {
    expect(await readSource('novel.TXT')).toEqual({ kind: 'text', name: 'novel', text: 'Call me Ishmael.\n' });
    expect(await readSource('./sales.csv', { column: 'cost' })).toMatchObject({
      kind: 'series',
      name: 'sales',
      series: { values: Float64Array.of(5, 6, 7), times: ['2020-01', '2020-02', '2020-03'], valueName: 'cost' },
    });
  });

  const expected = 'a bundled name (moby-dick, air-passengers), a .txt or a .csv file is expected';
  test.each([
    ['mobydick', `train: no such source: "mobydick"; ${expected}; did you mean "moby-dick"?`],
    ['shakespeare', `train: no such source: "shakespeare"; ${expected}`],
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
