import { describe, expect, test } from 'vitest';
import { DataError } from './error.js';
import { datasets } from './datasets.js';
import { firstNames } from './firstNames.js';

describe('firstNames', () => {
  test('are the names of both lists, each once a list', async () => {
    const { train, test: last, ...rest } = await firstNames();
    expect(rest).toEqual({ kind: 'labelled-text', name: 'first-names', title: 'First names', classes: ['F', 'M'] });
    const all = [...train, ...last];
    const list = (label: number) => all.filter((each) => each.label === label).map(({ text }) => text).sort();
    const [female, male] = [list(0), list(1)];
    // wc -l and sort -u of the two files.
    expect([female.length, new Set(female).size, male.length, new Set(male).size]).toEqual([4944, 4944, 3897, 3897]);
    expect([female[0], female[4943], male[0], male[3896]]).toEqual(['Aaren', 'Zuzana', 'Aaron', 'Zolly']);
    expect(new Set(female.concat(male)).size).toBe(8422);
    const hash = async (names: string[]) =>
      Buffer.from(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(names.map((name) => `${name}\n`).join(''))))).toString('hex');
    // LC_ALL=C sort -u names.txt | sha256sum
    expect([await hash(female), await hash(male)]).toEqual(['99bcce19468bb39ef03fd70a49d3f020ed51999684fe7ffc984c5688f33bd4c3', '95338bf982f38e52920d7b94cfdc121bd06b06238fecea08fc2d42740a2584f8']);
    expect(datasets['first-names'].sizeBytes).toBe(new TextEncoder().encode(female.concat(male).map((name) => `${name}\n`).join('')).length);
  });

  test('have no name in both parts, whatever the seed, and names of both labels whole in one', async () => {
    for (const seed of [0, 1, 2]) {
      const { train, test: last } = await firstNames({ seed });
      const known = new Set(train.map(({ text }) => text));
      expect(last.filter(({ text }) => known.has(text))).toEqual([]);
      expect([known.size, new Set(last.map(({ text }) => text)).size]).toEqual([6738, 1684]);
      const robins = [train, last].map((part) => part.filter(({ text }) => text === 'Robin').map(({ label }) => label));
      expect(robins.sort((a, b) => a.length - b.length)).toEqual([[], [0, 1]]);
    }
  });

  test('are split by the seed alone', async () => {
    const tested = async (seed: number) => (await firstNames({ seed })).test;
    expect(await tested(1)).toEqual(await tested(1));
    expect(await tested(1)).not.toEqual(await tested(2));
  });

  test('refuse a share that is none', async () => {
    await expect(firstNames({ test: 0 })).rejects.toThrow(
      new DataError('firstNames: test is not a share: 0; a number above 0 and below 1 is expected'),
    );
    await expect(firstNames({ test: 300 })).rejects.toThrow(
      new DataError('firstNames: test is not a share: 300; a number above 0 and below 1 is expected'),
    );
  });
});
