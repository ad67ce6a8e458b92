import { expect, test } from 'vitest';
import { dataError, DataError, list, quote } from './error.js';

test('dataError has the class, the name and the one form of message', () => {
  const error = dataError('read', 'file is empty', '0 bytes', 'text is expected', 'choose another file');
  expect(error).toBeInstanceOf(DataError);
  expect(error.name).toBe('DataError');
  expect(error.message).toBe('read: file is empty: 0 bytes; text is expected; choose another file');
});

test('quote escapes control characters and cuts after 40 characters, never inside one', () => {
  expect(quote('a\n"b"')).toBe('"a\\n\\"b\\""');
  expect(quote('😀'.repeat(40))).toBe(`"${'😀'.repeat(40)}"`);
  expect(quote('😀'.repeat(41))).toBe(`"${'😀'.repeat(40)}"…`);
});

test('list joins few items with "and" and cuts many', () => {
  expect([list([]), list([1]), list([1, 2]), list([1, 2, 3]), list([1, 2, 3, 4])]).toEqual(['', '1', '1 and 2', '1, 2 and 3', '1, 2, 3, …']);
});
