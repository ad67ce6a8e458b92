import { describe, expect, test } from 'vitest';
import { defineCell } from '../cell.js';
import { cellFromDescription, cells } from './index.js';
import { irnnCell } from './irnn.js';
import { jordanCell } from './jordan.js';
import { lstmCell } from './lstm.js';

describe('cellFromDescription', () => {
  const names = Object.keys(cells).join(', ');

  test('gives built-in cells by name, with the options a file gives', () => {
    expect(cellFromDescription({ name: 'lstm' })).toBe(lstmCell);
    expect(cellFromDescription({ name: 'lstm', options: { forgetBias: 1 } }).options).toEqual({ forgetBias: 1 });
  });

  test('takes cells of one’s own first, and knows them by their options', () => {
    const mine = defineCell({ ...lstmCell, name: 'mine', options: { a: 1, b: true } });
    const gru = defineCell({ ...lstmCell, name: 'gru' });
    expect(cellFromDescription({ name: 'mine', options: { b: true, a: 1 } }, { mine })).toBe(mine);
    expect(cellFromDescription({ name: 'gru' }, { gru })).toBe(gru);
    expect(() => cellFromDescription({ name: 'mine', options: { a: 2, b: true } }, { mine })).toThrow(
      `cellFromDescription: not a cell: cell 'mine' was made with {"a":1,"b":true}; {"a":2,"b":true} is expected; pass the cell made with those options`,
    );
  });

  test('refuses unknown names and options, wrong types and values out of range', () => {
    expect(() => cellFromDescription({ name: 'toString' })).toThrow(
      `cellFromDescription: not a cell: cell is 'toString'; one of ${names} is expected; pass cells of your own as { cells }`,
    );
    expect(() => cellFromDescription({ name: 'gru', options: { forgetBias: 1 } })).toThrow(
      "cellFromDescription: not a cell: gru has option 'forgetBias'; it takes no options",
    );
    expect(() => cellFromDescription({ name: 'lstm', options: { toString: 1 } })).toThrow(
      "cellFromDescription: not a cell: lstm has option 'toString'; its options are forgetBias, chronoLength",
    );
    expect(() => cellFromDescription({ name: 'lstm', options: { forgetBias: '1' } })).toThrow(
      'cellFromDescription: not a cell: option forgetBias of lstm is "1"; a number is expected',
    );
    expect(() => cellFromDescription({ name: 'lstm', options: { chronoLength: 2.5 } })).toThrow(
      'lstmCellWith: not a length: chronoLength is 2.5; a whole number above 2 is expected',
    );
  });
});

test('a cell keeps the options it was given and no others', () => {
  expect(irnnCell().options).toBeUndefined();
  expect(irnnCell({ scale: undefined }).options).toBeUndefined();
  expect(irnnCell({ scale: 0.5 }).options).toEqual({ scale: 0.5 });
});

test('jordanCell and irnnCell refuse options out of their range', () => {
  expect(() => jordanCell({ outputSize: 0 })).toThrow('jordanCell: not a size: outputSize is 0; a whole number above 0 is expected');
  expect(() => jordanCell({ outputActivation: 'constructor' as 'tanh' })).toThrow(
    "jordanCell: no such activation: outputActivation is 'constructor'; one of sigmoid, tanh, identity is expected",
  );
  expect(() => irnnCell({ scale: Infinity })).toThrow('irnnCell: not a scale: scale is Infinity; a finite number is expected');
});
