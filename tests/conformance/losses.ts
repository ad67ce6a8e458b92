import { losses } from '@rekur/train';
import * as t from '@rekur/tensor';
import type { Case } from './case.js';
import { numbers } from './case.js';

const logits = numbers(1, [3, 4, 5], { min: -2, max: 2 });
const steps = numbers(2, [3, 4], { min: -2, max: 2 });
const targets = numbers(3, [3, 4], { min: -1, max: 1 });
const lengths = t.tensor([4, 1, 3], { dtype: 'int32' });
const weights = t.tensor([1, 0.5, 2]);
const classes = t.tensor([[1, 4, 0, 2], [3, 0, 0, 0], [2, -100, 4, 0]], { dtype: 'int32' });

/** Every loss, masked by lengths, its rows weighted; a gap does not build. */
export const lossCases: Readonly<Record<keyof typeof losses, readonly Case[]>> = {
  binaryCrossEntropyWithLogits: [
    { f: ({ x, y, lengths, w }) => losses.binaryCrossEntropyWithLogits({ posWeight: 2 })(x, t.sigmoid(y), { lengths, weights: w }), at: { x: steps, y: targets, lengths, w: weights } },
  ],
  crossEntropy: [
    { f: ({ x, classes, lengths }) => losses.crossEntropy()(x, classes, { lengths }), at: { x: logits, classes, lengths } },
    { f: ({ x, classes, lengths }) => losses.crossEntropy({ labelSmoothing: 0.1 })(x, classes, { lengths }), at: { x: logits, classes, lengths } },
  ],
  ctc: [
    {
      f: ({ x, labels, lengths, targetLengths }) => losses.ctc()(x, labels, { lengths, targetLengths }),
      at: {
        x: logits,
        labels: t.tensor([[1, 1], [3, 0], [2, 4]], { dtype: 'int32' }),
        lengths,
        targetLengths: t.tensor([2, 1, 2], { dtype: 'int32' }),
      },
    },
  ],
  gaussianNegativeLogLikelihood: [
    {
      f: ({ x, y, lengths }) => losses.gaussianNegativeLogLikelihood()(x, t.expandDims(y, -1), { lengths }),
      at: { x: numbers(5, [3, 4, 2]), y: targets, lengths },
    },
  ],
  huber: [{ f: ({ x, y, lengths }) => losses.huber({ delta: 0.7 })(x, y, { lengths }), at: { x: steps, y: targets, lengths } }],
  meanAbsoluteError: [{ f: ({ x, y, lengths }) => losses.meanAbsoluteError()(x, y, { lengths }), at: { x: steps, y: targets, lengths } }],
  meanSquaredError: [{ f: ({ x, y, lengths, w }) => losses.meanSquaredError()(x, y, { lengths, weights: w }), at: { x: steps, y: targets, lengths, w: weights } }],
  quantile: [{ f: ({ x, y, lengths }) => losses.quantile({ quantiles: [0.2, 0.9] })(x, y, { lengths }), at: { x: numbers(6, [3, 4, 2]), y: targets, lengths } }],
  smoothL1: [{ f: ({ x, y, lengths }) => losses.smoothL1({ beta: 0.6 })(x, y, { lengths }), at: { x: steps, y: targets, lengths } }],
};
