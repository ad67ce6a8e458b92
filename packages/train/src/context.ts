import type { ApplyContext } from '@rekur/rnn';
import { foldIn, randomKey, type Tensor, tensor } from '@rekur/tensor';
import type { Batch } from './batch.js';
import type { LossContext } from './losses/loss.js';

/** Keeps the keys of training steps apart from those that the parameters' first values come from: "drop" in ASCII. */
const DROPOUT = 0x64726f70;

/** uint32 [2]: the random key of a training step, an input of its Program; the same seed and step give the same key. */
export function keyOfStep(seed: number, step: number): Tensor {
  const { word0, word1 } = foldIn(foldIn(randomKey(seed), DROPOUT), step);
  return tensor(Uint32Array.of(word0, word1));
}

/** What a batch tells the model. */
export function applyContextOf({ lengths }: Batch, key?: Tensor): ApplyContext {
  return { ...(lengths ? { lengths } : {}), ...(key ? { key } : {}) };
}

/** What a batch tells the loss. */
export function lossContextOf({ weights, lengths, targetLengths }: Batch): LossContext {
  return { weights, lengths, targetLengths };
}
