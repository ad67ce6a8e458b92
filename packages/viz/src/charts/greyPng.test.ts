import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { greyPngUrl } from './greyPng.js';

/** The chunks of a PNG file by name. */
function chunksOf(url: string): Record<string, Buffer> {
  const file = Buffer.from(url.replace('data:image/png;base64,', ''), 'base64');
  expect(file.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  const chunks: Record<string, Buffer> = {};
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    chunks[file.toString('latin1', at + 4, at + 8)] = file.subarray(at + 8, at + 8 + length);
    at += length + 12;
  }
  return chunks;
}

describe('a grey picture', () => {
  test('is a PNG of its size whose rows inflate to its pixels', () => {
    const { IHDR, IDAT } = chunksOf(greyPngUrl([[0, 128, 255], [1, 2, 3]]));
    expect([...IHDR]).toEqual([0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
    expect([...inflateSync(IDAT)]).toEqual([0, 0, 128, 255, 0, 1, 2, 3]);
  });

  test('of more than one block is whole', () => {
    const pixels = Array.from({ length: 300 }, (_, row) => Array.from({ length: 300 }, (__, column) => (row * column) % 256));
    const expected = Buffer.from(pixels.flatMap((row) => [0, ...row]));
    expect(inflateSync(chunksOf(greyPngUrl(pixels)).IDAT).equals(expected)).toBe(true);
  });

  test('ends with the checksum that every PNG ends with', () => {
    // An empty IEND is the same in all files.
    expect(Buffer.from(greyPngUrl([[7]]).replace('data:image/png;base64,', ''), 'base64').subarray(-12).toString('hex')).toBe('0000000049454e44ae426082');
  });
});
