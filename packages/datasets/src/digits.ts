import { fromData } from '@rekur/tensor';
import type { DigitsDataset, LabelledSequences } from './dataset.js';
import { dataError } from './error.js';

const PIXELS = 64;
/** Values of the source: how many of the 4 × 4 dots under a pixel are black. */
const DARKEST = 16;
const IMAGES = 1797;
const TRAIN = 898;

export interface DigitsOptions {
  /** An image as 8 steps of 8 pixels, `rows`, or as 64 steps of one pixel, `pixels`; `rows` unless given. */
  readonly as?: 'rows' | 'pixels';
  /**
   * Pixels in another order, the same one for all images: place t holds pixel `order[t]`, and all of 0 … 63 must occur
   * once. Permuted, neighbours in time are no neighbours in the image any more.
   */
  readonly order?: ArrayLike<number>;
}

/**
 * Handwritten digits of 8 × 8 pixels: the first 898 images to train on, the last 899 to test with, in the order of the
 * source: the same halves as in scikit-learn's example of digit recognition.
 *
 * `inputs` are float32 [images, 8, 8] or [images, 64, 1] from 0 (paper) to 1 (ink), in steps of 1/16; `labels` are int32
 * [images] from 0 to 9.
 *
 * Source: E. Alpaydin & C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998.
 * @throws DataError if `order` is not a permutation of 0 … 63.
 */
export async function digits({ as = 'rows', order }: DigitsOptions = {}): Promise<DigitsDataset> {
  if (as !== 'rows' && as !== 'pixels') {
    throw dataError('digits', 'no such form of an image', JSON.stringify(as), '"rows" or "pixels" is expected');
  }
  if (order) requirePermutation(order);
  const lines = (await import('./data/digits.js')).lines.trim().split('\n');
  const values = new Float32Array(IMAGES * PIXELS);
  const labels = new Int32Array(IMAGES);
  lines.forEach((line, image) => {
    for (let place = 0; place < PIXELS; place++) {
      values[image * PIXELS + place] = parseInt(line[order ? order[place] : place], DARKEST + 1) / DARKEST;
    }
    labels[image] = Number(line[PIXELS]);
  });
  const shape = as === 'rows' ? [8, 8] : [PIXELS, 1];
  const part = (from: number, to: number): LabelledSequences => ({
    inputs: fromData(values.slice(from * PIXELS, to * PIXELS), [to - from, ...shape]),
    labels: fromData(labels.slice(from, to), [to - from]),
  });
  return {
    kind: 'images',
    name: 'digits',
    title: 'Handwritten digits',
    imageSize: [8, 8],
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    train: part(0, TRAIN),
    test: part(TRAIN, IMAGES),
  };
}

function requirePermutation(order: ArrayLike<number>): void {
  const places = Array.from(order).sort((a, b) => a - b);
  if (places.length === PIXELS && places.every((pixel, index) => pixel === index)) return;
  const wrong = places.findIndex((pixel, index) => pixel !== index);
  throw dataError(
    'digits',
    'order is not a permutation',
    places.length === PIXELS ? `sorted, order[${wrong}] is ${places[wrong]}` : `${places.length} places`,
    'each of 0 … 63 once is expected',
    'permutation(randomKey(seed), 64) of @rekur/tensor makes one',
  );
}
