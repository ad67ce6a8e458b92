import { expect, test } from 'vitest';
import { threefry2x32 } from './threefry.js';

/** Known answers of the authors' Random123 library (`kat_vectors`, threefry2x32, 20 rounds). */
const answers = [
  { counter: [0, 0], key: [0, 0], expected: '6b200159 99ba4efe' },
  { counter: [0xffffffff, 0xffffffff], key: [0xffffffff, 0xffffffff], expected: '1cb996fc bb002be7' },
  { counter: [0x243f6a88, 0x85a308d3], key: [0x13198a2e, 0x03707344], expected: 'c4923a9c 483df7a0' },
];

test.each(answers)('threefry2x32 of counter $counter and key $key is $expected', ({ counter, key, expected }) => {
  const out = new Uint32Array(4);
  threefry2x32(key[0], key[1], counter[0], counter[1], out, 1);
  expect(Array.from(out.subarray(1, 3), (word) => word.toString(16).padStart(8, '0')).join(' ')).toBe(expected);
  expect([out[0], out[3]]).toEqual([0, 0]);
});

test('threefry2x32 changes about half of the bits when one bit of key or counter changes', () => {
  const out = new Uint32Array(4);
  let changed = 0;
  for (let bit = 0; bit < 128; bit++) {
    const words = [0x12345678, 0x9abcdef0, 7, 8];
    threefry2x32(words[0], words[1], words[2], words[3], out, 0);
    words[bit >> 5] = (words[bit >> 5] ^ (1 << (bit & 31))) >>> 0;
    threefry2x32(words[0], words[1], words[2], words[3], out, 2);
    for (const difference of [out[0] ^ out[2], out[1] ^ out[3]]) {
      for (let rest = difference; rest !== 0; rest &= rest - 1) changed++;
    }
  }
  expect(Math.abs(changed / (128 * 64) - 0.5)).toBeLessThan(0.02);
});
