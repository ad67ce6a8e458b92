import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsOf, layOutText } from './textLayout.js';

const token = fc.oneof(fc.constantFrom(' ', '\n', 'a', '한', 'word', '글자', '\t', ''), fc.string({ maxLength: 6 }));

test('letters take one column, Hangul two, and a line break ends its row', () => {
  expect(layOutText([...'ab\n가c'], 10)).toEqual([
    { index: 0, text: 'a', row: 0, column: 0, columns: 1 },
    { index: 1, text: 'b', row: 0, column: 1, columns: 1 },
    { index: 2, text: '⏎', row: 0, column: 2, columns: 1 },
    { index: 3, text: '가', row: 1, column: 0, columns: 2 },
    { index: 4, text: 'c', row: 1, column: 2, columns: 1 },
  ]);
});

test('a token that does not fit goes to the next row whole', () => {
  expect(layOutText(['abc', 'def'], 5).map(({ row, column }) => [row, column])).toEqual([[0, 0], [1, 0]]);
});

test('Chinese characters, kana, full-width forms and emoji take two columns', () => {
  expect(['漢', 'あ', 'Ａ', '😀', 'é', 'ρ'].map(columnsOf)).toEqual([2, 2, 2, 2, 1, 1]);
});

test('every token has its own place, and none reaches over the edge unless it is longer than a row', () => {
  fc.assert(
    fc.property(fc.array(token, { maxLength: 60 }), fc.integer({ min: 4, max: 30 }), (tokens, columns) => {
      const taken = new Set<string>();
      const cells = layOutText(tokens, columns);
      expect(cells).toHaveLength(tokens.length);
      for (const { row, column, columns: span } of cells) {
        if (span <= columns) expect(column + span).toBeLessThanOrEqual(columns);
        else expect(column).toBe(0);
        for (let at = column; at < column + span; at++) {
          expect(taken.has(`${row}/${at}`)).toBe(false);
          taken.add(`${row}/${at}`);
        }
      }
    }),
  );
});
