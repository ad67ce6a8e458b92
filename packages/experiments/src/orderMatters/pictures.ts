import { type Arrangement, arrangements, ordersOf, rearrange } from './arrangements.js';
import { CAT_SIZE, catPicture } from './cat.js';
import { loadImages } from './reading.js';
import { DARKEST } from './readers.js';

/** A grey picture in one arrangement of its pixels. */
export interface Picture {
  readonly arrangement: Arrangement;
  /** Which of the pictures of its kind: two digits show that one permutation is the same for all. */
  readonly subject: 'first digit' | 'second digit' | 'cat';
  /** Width and height. */
  readonly size: number;
  /** Row by row, from 0 (paper) to 1 (ink). */
  readonly pixels: readonly number[];
}

const DIGIT_SIZE = 8;

/** What the two digits show: the digit that is told most easily from 8 × 8 pixels. */
const SHOWN_DIGIT = 0;

/** Two images of one digit and a cat, in each arrangement. */
export async function examplePictures(seed: number): Promise<readonly Picture[]> {
  const { test } = await loadImages();
  const first = test.labels.indexOf(SHOWN_DIGIT);
  const second = test.labels.indexOf(SHOWN_DIGIT, first + 1);
  const digit = (image: number): number[] => test.pixels[image].map((level) => level / DARKEST);
  const cat = catPicture();
  return arrangements.flatMap((arrangement) => {
    const orderOf = ordersOf(arrangement, DIGIT_SIZE ** 2, seed);
    return [
      { arrangement, subject: 'first digit', size: DIGIT_SIZE, pixels: rearrange(digit(first), orderOf(first, 0)) },
      { arrangement, subject: 'second digit', size: DIGIT_SIZE, pixels: rearrange(digit(second), orderOf(second, 0)) },
      { arrangement, subject: 'cat', size: CAT_SIZE, pixels: rearrange(cat, ordersOf(arrangement, CAT_SIZE ** 2, seed)(0, 0)) },
    ] as const;
  });
}
