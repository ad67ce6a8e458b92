import { digits } from '@rekur/datasets';
import type { Module, Parameters } from '@rekur/rnn';
import { foldIn, fromData, permutation, randomKey, type Tensor } from '@rekur/tensor';
import { accuracy, adam, type Batch, type BatchSource, createTreeSession, crossEntropy, engineFor, fit, schedules } from '@rekur/train';
import type { PartContext } from '../experiment.js';
import { type OrderOf, rearrange } from './arrangements.js';
import { DARKEST } from './readers.js';

/** Grey images with what they show. */
export interface Images {
  /** 0 … 16 of each pixel, row by row; darker is higher. */
  readonly pixels: readonly (readonly number[])[];
  readonly labels: readonly number[];
}

/** The digits to train on and to test with. */
export async function loadImages(): Promise<{ readonly train: Images; readonly test: Images }> {
  const { train, test } = await digits({ as: 'pixels' });
  const imagesOf = ({ inputs, labels }: { readonly inputs: Tensor; readonly labels: Tensor }): Images => {
    const [count, pixels] = inputs.shape;
    const levels = Array.from(inputs.data, (grey) => Math.round(grey * DARKEST));
    return { pixels: Array.from({ length: count }, (_, image) => levels.slice(image * pixels, (image + 1) * pixels)), labels: Array.from(labels.data) };
  };
  return { train: imagesOf(train), test: imagesOf(test) };
}

export interface ReadingOptions {
  readonly epochs: number;
  readonly learningRate: number;
  readonly batch: number;
  readonly seed: number;
}

/** Trains on images, each read in the order that it is given. */
export async function learnToRead(
  model: Module,
  images: Images,
  orderOf: OrderOf,
  { epochs, learningRate, batch, seed }: ReadingOptions,
  { onProgress, signal }: PartContext,
): Promise<Parameters> {
  const batches = batchesOf(images, orderOf, batch, seed);
  const rate = schedules.cosine({ learningRate, totalSteps: epochs * batches.length });
  const events = fit(model, batches, { loss: crossEntropy, optimizer: adam({ learningRate: rate }), clipNorm: 1, epochs, seed, signal });
  for await (const event of events) {
    if (event.type === 'epoch') onProgress((event.epoch + 1) / epochs, `loss ${event.loss.toFixed(2)}`);
    if (event.type === 'end') {
      signal?.throwIfAborted();
      return event.parameters;
    }
  }
  throw new Error('learnToRead: fit ended without an end');
}

/** How many of the images are read right, each in its order. */
export function countRight(model: Module, parameters: Parameters, images: Images, orderOf: OrderOf): number {
  const session = createTreeSession(engineFor(), { parameters });
  const read = session.bind(['parameters'], (residents, { inputs }: { inputs: Tensor }) => ({ results: { logits: model.apply(residents.parameters, inputs).output } }));
  const rows = images.labels.map((_, image) => image);
  const { inputs, targets } = batchOf(images, rows, (image) => orderOf(image, 0));
  return Math.round(accuracy(read({ inputs }).logits, targets) * rows.length);
}

/** Batches of full size in another order every epoch; what is left over of an epoch waits for the next one. */
function batchesOf(images: Images, orderOf: OrderOf, batch: number, seed: number): BatchSource {
  const key = randomKey(seed);
  const length = Math.floor(images.labels.length / batch);
  return {
    length,
    *epoch(epoch) {
      const rows = permutation(foldIn(key, epoch), images.labels.length);
      // Showing 0 is the test's.
      for (let start = 0; start < length; start++) yield batchOf(images, rows.subarray(start * batch, (start + 1) * batch), (image) => orderOf(image, epoch + 1));
    },
  };
}

function batchOf({ pixels, labels }: Images, rows: ArrayLike<number>, orderOf: (image: number) => ArrayLike<number>): Batch {
  const levels = Array.from(rows, (image) => rearrange(pixels[image], orderOf(image)));
  return {
    inputs: fromData(Int32Array.from(levels.flat()), [levels.length, levels[0].length]),
    targets: fromData(Int32Array.from(rows, (image) => labels[image]), [levels.length]),
  };
}
