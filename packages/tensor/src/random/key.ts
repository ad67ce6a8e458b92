import { describe, ValueError } from '../error.js';
import { threefry2x32 } from './threefry.js';

/** A source of randomness as a value: two 32-bit words. Using one twice gives the same numbers twice. */
export interface RandomKey {
  readonly word0: number;
  readonly word1: number;
}

/**
 * The key of a seed.
 * @throws ValueError unless the seed is a whole number from 0 to 2^53 − 1.
 */
export function randomKey(seed: number): RandomKey {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new ValueError(describe('randomKey', 'not a seed', String(seed), 'a whole number from 0 to 2^53 − 1 is expected'));
  }
  return { word0: Math.floor(seed / 4294967296) >>> 0, word1: seed >>> 0 };
}

/**
 * The key number `index` derived from `key`; different indices give independent keys.
 * @throws ValueError unless the index is a whole number from 0 to 2^32 − 1.
 */
export function foldIn(key: RandomKey, index: number): RandomKey {
  if (index >>> 0 !== index) {
    throw new ValueError(describe('foldIn', 'not an index', String(index), 'a whole number from 0 to 2^32 − 1 is expected'));
  }
  const words = new Uint32Array(2);
  // The first counter word keeps derived keys apart from drawn bits, for which it is 0.
  threefry2x32(key.word0, key.word1, 0xffffffff, index, words, 0);
  return { word0: words[0], word1: words[1] };
}

/** `count` independent keys. @throws ValueError unless the count is a whole number, 0 or more */
export function splitKey(key: RandomKey, count = 2): RandomKey[] {
  requireCount('splitKey', count);
  return Array.from({ length: count }, (_, index) => foldIn(key, index));
}

/**
 * `count` random 32-bit words; word i depends on the key and i alone.
 * @throws ValueError unless the count is a whole number, 0 or more
 */
export function randomBits(key: RandomKey, count: number): Uint32Array {
  requireCount('randomBits', count);
  const words = new Uint32Array(count + (count & 1));
  for (let i = 0; i < count; i += 2) threefry2x32(key.word0, key.word1, 0, i >>> 1, words, i);
  return words.subarray(0, count);
}

function requireCount(operation: string, count: number): void {
  if (Number.isSafeInteger(count) && count >= 0) return;
  throw new ValueError(describe(operation, 'not a count', String(count), 'a whole number, 0 or more, is expected'));
}
