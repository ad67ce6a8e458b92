import { binaryCrossEntropyWithLogitsWith } from './binaryCrossEntropyWithLogits.js';
import { crossEntropyWith } from './crossEntropy.js';
import { ctc } from './ctc.js';
import { gaussianNegativeLogLikelihoodWith } from './gaussianNegativeLogLikelihood.js';
import { huber } from './huber.js';
import type { Loss } from './loss.js';
import { meanAbsoluteError } from './meanAbsoluteError.js';
import { meanSquaredError } from './meanSquaredError.js';
import { quantile } from './quantile.js';
import { smoothL1 } from './smoothL1.js';

/** Every loss by its name, as the function that makes it from its options: `losses.huber({ delta: 2 })`. */
export const losses = {
  binaryCrossEntropyWithLogits: binaryCrossEntropyWithLogitsWith,
  crossEntropy: crossEntropyWith,
  ctc,
  gaussianNegativeLogLikelihood: gaussianNegativeLogLikelihoodWith,
  huber,
  meanAbsoluteError: (): Loss => meanAbsoluteError,
  meanSquaredError: (): Loss => meanSquaredError,
  quantile,
  smoothL1,
} as const;
