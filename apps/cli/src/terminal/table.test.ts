import { expect, test } from 'vitest';
import { table } from './table.js';

test('a table aligns its first column to the left and the others to the right, whatever the characters', () => {
  expect(table([['method', 'RMSE'], ['naïve', '7.1'], ['season 🐋', '17.25']])).toEqual([
    '  method      RMSE',
    '  naïve        7.1',
    '  season 🐋  17.25',
  ]);
  expect(table([['label', 'F1'], ['한국어', '0.5'], ['English', '0.75']])).toEqual(['  label      F1', '  한국어    0.5', '  English  0.75']);
});
