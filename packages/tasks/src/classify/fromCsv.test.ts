import { describe, expect, test } from 'vitest';
import { TaskError } from '../error.js';
import { inputsFromCsv, labelledFromCsv } from './fromCsv.js';

const mails = 'subject,folder\nhello,friends\nbuy now,junk\n';
const wide = 'kind,t1,t2,t3\nup,1,2,3\ndown,3,2,1\n';
const long = 'run,x,y,kind\na,1,10,up\nb,5,50,down\na,2,20,up\nb,4,40,down\n';

describe('labelledFromCsv', () => {
  test('takes a column of texts, the only one unless it is named', () => {
    const found = { inputs: ['hello', 'buy now'], labels: ['friends', 'junk'] };
    expect(labelledFromCsv(mails, { label: 'folder' })).toEqual(found);
    expect(labelledFromCsv(`id,${mails.replaceAll('\n', '\n7,').slice(0, -2)}`, { label: 'folder', text: 'subject' })).toEqual(found);
  });

  test('takes columns of numbers as the steps of one sequence a row', () => {
    expect(labelledFromCsv(wide, { label: 'kind' })).toEqual({ inputs: [[[1], [2], [3]], [[3], [2], [1]]], labels: ['up', 'down'] });
  });

  test('takes rows with the same cell as the steps of one sequence', () => {
    expect(labelledFromCsv(long, { label: 'kind', sequence: 'run' })).toEqual({
      inputs: [[[1, 10], [2, 20]], [[5, 50], [4, 40]]],
      labels: ['up', 'down'],
    });
  });

  test.each([
    [mails, { label: 'box' }, 'labelledFromCsv: no such column: "box"; the columns are "subject", "folder"'],
    [`a,${mails.replaceAll('\n', '\nz,').slice(0, -2)}`, { label: 'folder' }, 'labelledFromCsv: column of texts is not clear: "a", "subject" are of text; one is expected; name it with text'],
    ['x,kind\n1,up\n,down\n', { label: 'kind' }, 'labelledFromCsv: cells are missing: 1 in column "x", the first in row 3; every row needs a value; fill them in or delete these rows'],
    ['x,kind\n1,up\n2,\n', { label: 'kind' }, 'labelledFromCsv: cells are missing: 1 in column "kind", the first in row 3; every row needs a value; fill them in or delete these rows'],
    ['kind\nup\n', { label: 'kind' }, 'labelledFromCsv: no column of numbers: "kind"; columns of numbers or one of texts is expected'],
    ['x,kind\n', { label: 'kind' }, 'labelledFromCsv: no rows: only the names of columns: "x", "kind"; at least one row under them is expected'],
    [mails, { label: 'folder', text: 'subject', sequence: 'folder' }, 'labelledFromCsv: two forms of input: text "subject" and sequence "folder"; one of them is expected'],
    [
      long.replace('20,up', '20,down'),
      { label: 'kind', sequence: 'run' },
      'labelledFromCsv: labels differ within a sequence: row 4 has "down", row 2 of the same sequence "up"; one label per sequence is expected',
    ],
  ])('refuses %j with %j', (csv, options, message) => {
    expect(() => labelledFromCsv(csv, options)).toThrow(new TaskError(message));
  });
});

test('inputsFromCsv reads the same forms without labels', () => {
  expect(inputsFromCsv('subject\nhello\n')).toEqual(['hello']);
  expect(inputsFromCsv('t1,t2\n1,2\n')).toEqual([[[1], [2]]]);
  expect(inputsFromCsv('run,x\na,1\na,2\n', { sequence: 'run' })).toEqual([[[1], [2]]]);
});

test('inputsFromCsv passes over columns of text for a model of numbers', () => {
  expect(inputsFromCsv(wide, { input: 'numbers' })).toEqual([[[1], [2], [3]], [[3], [2], [1]]]);
});
