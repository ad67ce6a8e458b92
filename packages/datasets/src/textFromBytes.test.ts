import { expect, test } from 'vitest';
import { DataError } from './error.js';
import { textFromBytes } from './textFromBytes.js';

const encode = (text: string) => new TextEncoder().encode(text);

test('textFromBytes reads UTF-8 from bytes and buffers, and drops a byte order mark', () => {
  expect(textFromBytes(encode('naïve 😀\r\n'))).toBe('naïve 😀\r\n');
  expect(textFromBytes(encode('a').buffer)).toBe('a');
  expect(textFromBytes(encode('\u{FEFF}a'))).toBe('a');
});

test('textFromBytes refuses an empty file', () => {
  const message = 'textFromBytes: file is empty: 0 characters; a file with text is expected';
  expect(() => textFromBytes(new Uint8Array(0))).toThrow(new DataError(message));
  expect(() => textFromBytes(encode('\u{FEFF}'))).toThrow(new DataError(message));
});

test.each([
  ['a byte of Latin-1', [0x61, 0xef, 0x76, 0x65], 'byte 2 is 0x76'],
  ['UTF-16', [0xff, 0xfe, 0x61, 0], 'byte 0 is 0xFF'],
  ['a file that is cut off', [0x61, 0xf0, 0x9f], 'it ends inside a character, after byte 2'],
])('textFromBytes refuses %s', (_, bytes, given) => {
  expect(() => textFromBytes(Uint8Array.from(bytes))).toThrow(
    new DataError(`textFromBytes: file is not UTF-8: ${given}; UTF-8 is expected throughout; save the file as UTF-8`),
  );
});
