import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clips } from './clips.js';
import { countsOf, joined, orderOf, piecesOf, shufflePicture, shuffleText, unitsOf } from './shuffling.js';
import { loudness, parseWav } from './wav.js';

const sorted = (values: Iterable<number>): number[] => [...values].sort((a, b) => a - b);

describe('an order', () => {
  test('has every piece once, and is the same for the same shuffle', () => {
    for (const pieces of [0, 1, 2, 3, 17, 200]) {
      for (const shuffle of [0, 1, 2, 77]) {
        const order = orderOf(pieces, shuffle);
        expect(sorted(order)).toEqual(Array.from({ length: pieces }, (_, piece) => piece));
        expect(orderOf(pieces, shuffle)).toEqual(order);
      }
    }
  });

  test('moves something, be there only two pieces, unless it is shuffle 0', () => {
    for (let shuffle = 1; shuffle < 50; shuffle++) {
      expect(orderOf(2, shuffle)).toEqual([1, 0]);
      expect(orderOf(5, shuffle)).not.toEqual([0, 1, 2, 3, 4]);
    }
    expect(orderOf(5, 0)).toEqual([0, 1, 2, 3, 4]);
    expect(orderOf(64, 1)).not.toEqual(orderOf(64, 2));
  });
});

describe('a text', () => {
  test('is cut into words, or into letters as they are seen', () => {
    expect(unitsOf('  the dog  bit ', 'words')).toEqual(['the', 'dog', 'bit']);
    expect(unitsOf('한글 👩‍👧', 'letters')).toEqual(['한', '글', ' ', '👩‍👧']);
    expect([unitsOf('', 'words'), unitsOf('   ', 'letters')]).toEqual([[], []]);
  });

  test('keeps its counts when it is shuffled, and its words when in order', () => {
    for (const text of ['', 'one', 'the dog bit the man', '밥을 먹고 이를 닦았다']) {
      for (const shuffle of [0, 1, 2, 3]) expect(countsOf(shuffleText(text, 'words', shuffle), 'words')).toEqual(countsOf(text, 'words'));
    }
    expect(shuffleText('the dog bit the man', 'words', 0)).toBe('the dog bit the man');
    expect(countsOf('the dog bit the man', 'words')).toEqual([['the', 2], ['bit', 1], ['dog', 1], ['man', 1]]);
    expect(shuffleText('ab', 'letters', 1)).toBe('ba');
  });
});

describe('a picture', () => {
  const pixels = Array.from({ length: 64 }, (_, index) => index);

  test('keeps every pixel, whole blocks together', () => {
    for (const block of [1, 2, 4]) expect(sorted(shufflePicture(pixels, 8, block, 3))).toEqual(pixels);
    const shuffled = shufflePicture(pixels, 8, 4, 3);
    // The block that is now above left lay together before.
    expect([shuffled[1], shuffled[8]]).toEqual([shuffled[0] + 1, shuffled[0] + 8]);
    expect(shuffled).not.toEqual(pixels);
  });

  test('is itself with shuffle 0', () => {
    expect(shufflePicture(pixels, 8, 2, 0)).toEqual(pixels);
  });
});

describe('a recording', () => {
  const samples = Float32Array.from({ length: 1003 }, (_, index) => (index + 1) / 1003);

  test('is cut into pieces of which none is lost, the last one shorter', () => {
    const pieces = piecesOf(samples.length, 100, 7);
    expect(pieces).toHaveLength(11);
    expect(sorted(joined(samples, pieces, 0))).toEqual([...samples]);
    expect(pieces.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(1003);
  });

  test('has no fades where neighbours stay neighbours', () => {
    expect(joined(samples, piecesOf(samples.length, 100, 0), 8)).toEqual(samples);
    const faded = joined(samples, [{ start: 500, end: 1003 }, { start: 0, end: 500 }], 8);
    expect(faded[0]).toBeCloseTo(samples[500] / 9, 6);
    expect(faded[100]).toBe(samples[600]);
    expect(faded[502]).toBeLessThan(samples[1002] / 8);
    // Before the first and after the last sample there is nothing to join.
    expect(faded[1002]).toBeCloseTo(samples[499] / 9, 6);
  });

  test('of the site is a clip of 8 kHz and under two seconds, not silent', () => {
    for (const { name } of clips) {
      const file = readFileSync(join(import.meta.dirname, '..', '..', 'public', 'speech', `${name}.wav`));
      const { sampleRate, samples: heard } = parseWav(new Uint8Array(file).buffer);
      expect(sampleRate).toBe(8000);
      expect(heard.length).toBe((file.length - 44) / 2);
      expect(heard.length / sampleRate).toBeLessThan(2);
      expect(Math.max(...loudness(heard, 100))).toBeGreaterThan(0.1);
    }
  });

  test('that is no such clip is refused', () => {
    expect(() => parseWav(new ArrayBuffer(4))).toThrow('parseWav: not a clip of the site: the file does not begin with RIFF and WAVE; a WAV file of one channel with 16 bits is expected');
    const stereo = wav({ channels: 2 });
    expect(() => parseWav(stereo)).toThrow('parseWav: not a clip of the site: encoding 1, 2 channels, 16 bits; a WAV file of one channel with 16 bits is expected');
    expect(() => parseWav(wav({}).slice(0, 45))).toThrow("parseWav: not a clip of the site: the chunk 'data' is cut off; a WAV file of one channel with 16 bits is expected");
    expect(parseWav(wav({}))).toEqual({ sampleRate: 8000, samples: Float32Array.of(0.5, -1) });
  });
});

/** A WAV file of two samples, 0.5 and −1. */
function wav({ channels = 1 }: { channels?: number }): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(48));
  const write = (at: number, tag: string) => [...tag].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  write(0, 'RIFF');
  write(8, 'WAVE');
  write(12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, 8000, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, 4, true);
  view.setInt16(44, 16384, true);
  view.setInt16(46, -32768, true);
  return view.buffer;
}
