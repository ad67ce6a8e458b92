import { describe, expect, test } from 'vitest';
import { DataError } from '../error.js';
import { embeddedReber, legalNext, reber, reberStrings, reberSymbols } from './reber.js';

// The same languages, written as regular expressions from the diagram in the paper.
const inner = 'B(?:TS*X(?:XT*V(?:PXT*V)*(?:PS|V)|S)|PT*V(?:PXT*V)*(?:PS|V))E';
const plain = new RegExp(`^${inner}$`);
const embedded = new RegExp(`^B(?:T${inner}T|P${inner}P)E$`);

const drawn = reberStrings(embeddedReber({ batch: 5000, seed: 1 }).at(0));
const drawnPlain = reberStrings(reber({ batch: 5000, seed: 1 }).at(0));

describe('strings', () => {
  test('are of their language', () => {
    expect(drawn.filter((text) => !embedded.test(text))).toEqual([]);
    expect(drawnPlain.filter((text) => !plain.test(text))).toEqual([]);
    expect(new Set(drawn).size).toBeGreaterThan(500);
  });

  test('are as long as branches of one half make them', () => {
    const mean = (texts: string[]) => texts.reduce((sum, { length }) => sum + length, 0) / texts.length;
    // From the equations of the expected rest: 14/3 at node 2, 10/3 at 3, 8/3 at 4, 16/3 at 1, so 6 at 0 and 8 in all.
    expect(Math.abs(mean(drawnPlain) - 8)).toBeLessThan(0.25);
    expect(Math.abs(mean(drawn) - 12)).toBeLessThan(0.25);
    // Two ways of 1/8 each lead through in three symbols.
    expect(Math.abs(drawn.filter(({ length }) => length === 9).length / 5000 - 1 / 4)).toBeLessThan(0.03);
    expect(Math.abs(drawn.filter((text) => text[1] === 'T').length / 5000 - 1 / 2)).toBeLessThan(0.035);
  });

  test('no longer than asked are drawn', () => {
    const short = reberStrings(embeddedReber({ batch: 200, longest: 9 }).at(0));
    expect(new Set(short)).toEqual(new Set(['BTBTXSETE', 'BTBPVVETE', 'BPBTXSEPE', 'BPBPVVEPE']));
    expect(() => embeddedReber({ batch: 1, longest: 8 })).toThrow(
      new DataError('embeddedReber: longest is not a count: 8; a whole number of at least 9 is expected'),
    );
    expect(() => reber({ batch: 1, longest: 4 })).toThrow(
      new DataError('reber: longest is not a count: 4; a whole number of at least 5 is expected'),
    );
  });
});

test('inputs are the string without its last symbol, targets without its first', () => {
  const { inputs, targets, lengths } = embeddedReber({ batch: 3, as: 'ids' }).at(0);
  expect([inputs.shape, targets.shape]).toEqual([[3, 39], [3, 39]]);
  reberStrings({ targets, lengths }).forEach((text, row) => {
    const ids = Array.from(inputs.data.subarray(row * 39, row * 39 + lengths.data[row]), (id) => reberSymbols[id]).join('');
    expect(ids).toBe(text.slice(0, -1));
  });
});

describe('legalNext', () => {
  test('names what the diagram of the grammar allows', () => {
    expect(['', 'B', 'BT', 'BTB', 'BTBT', 'BTBTX', 'BTBTXS', 'BTBTXSE', 'BTBTXSET', 'BTBTXSETE'].map((prefix) => legalNext(prefix).join(''))).toEqual(
      ['B', 'TP', 'B', 'TP', 'SX', 'SX', 'E', 'T', 'E', ''],
    );
    expect(legalNext('BPBPVVE')).toEqual(['P']);
    expect(['B', 'BP', 'BPV', 'BPVP', 'BPVPS', 'BPVPSE'].map((prefix) => legalNext(prefix, { embedded: false }).join(''))).toEqual(
      ['TP', 'TV', 'PV', 'SX', 'E', ''],
    );
  });

  test('allows every step of every string drawn', () => {
    for (const text of drawn.slice(0, 300)) {
      for (let index = 0; index < text.length; index++) expect(legalNext(text.slice(0, index))).toContain(text[index]);
      expect(legalNext(text)).toEqual([]);
    }
  });

  test('refuses what begins no string', () => {
    expect(() => legalNext('BTBS')).toThrow(new DataError('legalNext: not a Reber string: symbol 3 of "BTBS" is "S"; T or P is expected'));
    expect(() => legalNext('BTXSEB', { embedded: false })).toThrow(
      new DataError('legalNext: not a Reber string: symbol 5 of "BTXSEB" is "B"; nothing follows the end'),
    );
    expect(() => legalNext('BTBTXSEPE')).toThrow(
      new DataError('legalNext: not a Reber string: symbol 7 of "BTBTXSEPE" is "P"; T is expected'),
    );
  });
});
