import { expect, test } from 'vitest';
import { DataError } from './error.js';
import { datasets } from './datasets.js';
import { preview } from './preview.js';

test('a text begins with its first lines', async () => {
  expect(preview(await datasets['moby-dick'].load(), { rows: 3 })).toEqual([
    'CHAPTER 1. Loomings.',
    '',
    'Call me Ishmael. Some years ago—never mind how long precisely—having',
    '…',
  ]);
});

test('a series begins with its first values', async () => {
  expect(preview(await datasets['air-passengers'].load(), { rows: 2 })).toEqual(['passengers in thousands', '1949-01  112', '1949-02  118', '…']);
  const whole = preview(await datasets.sunspots.load(), { rows: 400 });
  expect([whole.length, whole[0], whole[309]]).toEqual([310, 'sunspot number', '2008  2.9']);
});

test('images stand side by side under their labels', async () => {
  expect(preview(await datasets.digits.load(), { rows: 4 })).toEqual([
    '0                 1',
    '    ··++::              ++++··',
    '    ++##++##··          ++##::',
    '  ··##··  ++::        ··####::',
    '  ··++    ::::      ::######··',
    '  ··::    ::::          ####··',
    '  ··++    ++::          ####::',
    '  ··##··++++            ####::',
    '    ::++++              ++##++',
  ]);
});

test('names stand beside their labels', async () => {
  const data = await datasets['first-names'].load();
  const [first, second] = data.train;
  expect(preview(data, { rows: 2 }).map((line) => line.split(/ +/))).toEqual([
    [first.text, data.classes[first.label]],
    [second.text, data.classes[second.label]],
    ['…'],
  ]);
});

test('generated examples stand before their targets', async () => {
  const shown = async (name: 'adding' | 'copying' | 'temporal-order' | 'embedded-reber' | 'lag') => {
    const lines = preview(await datasets[name].load(), { rows: 2 });
    expect([lines.length, lines[2]]).toEqual([3, '…']);
    return lines[0];
  };
  expect(await shown('adding')).toMatch(/^-?[01]\.\d\d\/-1\.00 (-?[01]\.\d\d\/[01]\.00 ){5}… (-?[01]\.\d\d\/[01]\.00 ){5}-?[01]\.\d\d\/-1\.00 → [01]\.\d\d$/);
  expect(await shown('copying')).toMatch(/^[0-7]{10}·{14}…·{13}\|·{10} → ·{24}…·{14}[0-7]{10}$/);
  expect(await shown('temporal-order')).toMatch(/^E[abcdXY]{23}…[abcdXY]{23}B → [XY]{2}$/);
  expect(await shown('embedded-reber')).toMatch(/^B([BTPSXVE]+) → \1E$/);
  expect(await shown('lag')).toMatch(/^b [xy]( a\d+){4} …( a\d+){5} e → [xy]$/);
});

test('preview refuses a number of rows that is none', async () => {
  const data = await datasets.adding.load();
  expect(() => preview(data, { rows: 0 })).toThrow(new DataError('preview: rows is not a count: 0; a whole number of at least 1 is expected'));
});
