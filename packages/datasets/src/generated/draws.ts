import type { RandomKey } from '@rekur/tensor';
import { foldIn, randomBits } from '@rekur/tensor';

/** Random draws one after another, as many as an example needs; the same ones for the same key. */
export interface Draws {
  /** A whole number from 0 to `count − 1`. */
  readonly below: (count: number) => number;
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  /** A number in [0, 1) with 24 random bits, exact in float32. */
  readonly unit: () => number;
}

const BLOCK = 64;

export function drawsOf(key: RandomKey): Draws {
  let words: Uint32Array = new Uint32Array(0);
  let used = 0;
  let blocks = 0;
  const word = () => {
    if (used === words.length) {
      words = randomBits(foldIn(key, blocks++), BLOCK);
      used = 0;
    }
    return words[used++];
  };
  // The high part of word · count: as even as 32 bits allow.
  const below = (count: number) => Math.floor((word() * count) / 4294967296);
  return { below, between: (least, most) => least + below(most - least + 1), unit: () => (word() >>> 8) / 16777216 };
}
